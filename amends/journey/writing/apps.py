from importlib import import_module

from django.apps import AppConfig


class WritingConfig(AppConfig):
    name = "amends.journey.writing"

    def ready(self) -> None:
        import_module("amends.journey.writing.listening")  # needs the models, so not at the top
