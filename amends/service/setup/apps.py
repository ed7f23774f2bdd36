from importlib import import_module

from django.apps import AppConfig


class SetupConfig(AppConfig):
    name = "amends.service.setup"

    def ready(self) -> None:
        import_module("amends.service.setup.links")  # needs the models, so not at the top
