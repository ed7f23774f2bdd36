from django.apps import AppConfig


class OwnRecordsConfig(AppConfig):
    name = "amends.service.own_records"
