from django.apps import AppConfig


class LookupsConfig(AppConfig):
    name = "amends.service.lookups"
