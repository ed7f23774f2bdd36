from importlib import import_module

from django.apps import AppConfig


class CourtConfig(AppConfig):
    name = "amends.journey.court"

    def ready(self) -> None:
        import_module("amends.journey.court.listening")  # needs the models, so not at the top
