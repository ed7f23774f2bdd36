from importlib import import_module

from django.apps import AppConfig


class ProgressConfig(AppConfig):
    name = "amends.journey.progress"

    def ready(self) -> None:
        import_module("amends.journey.progress.listening")  # needs the models, so not at the top
