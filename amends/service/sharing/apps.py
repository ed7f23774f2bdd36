from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "amends.service.sharing"
    label = "sharing"
