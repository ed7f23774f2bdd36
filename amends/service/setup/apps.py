from django.apps import AppConfig


class SetupConfig(AppConfig):
    name = "amends.service.setup"
