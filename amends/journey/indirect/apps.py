from importlib import import_module

from django.apps import AppConfig


class IndirectConfig(AppConfig):
    name = "amends.journey.indirect"

    def ready(self) -> None:
        import_module("amends.journey.indirect.listening")  # needs the models, so not at the top
