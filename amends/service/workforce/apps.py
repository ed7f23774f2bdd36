from importlib import import_module

from django.apps import AppConfig


class WorkforceConfig(AppConfig):
    name = "amends.service.workforce"

    def ready(self) -> None:
        import_module("amends.service.workforce.links")  # needs the models, so not at the top
