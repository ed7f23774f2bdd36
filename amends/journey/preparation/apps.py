from importlib import import_module

from django.apps import AppConfig


class PreparationConfig(AppConfig):
    name = "amends.journey.preparation"

    def ready(self) -> None:
        import_module("amends.journey.preparation.listening")  # needs the models, so not at the top
