from importlib import import_module

from django.apps import AppConfig


class SuitabilityConfig(AppConfig):
    name = "amends.journey.suitability"

    def ready(self) -> None:
        import_module("amends.journey.suitability.listening")  # needs the models, so not at the top
