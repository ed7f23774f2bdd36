from importlib import import_module

from django.apps import AppConfig


class ConsentConfig(AppConfig):
    name = "amends.journey.consent"

    def ready(self) -> None:
        import_module("amends.journey.consent.listening")  # needs the models, so not at the top
