from importlib import import_module

from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    name = "amends.journey.disclosure"

    def ready(self) -> None:
        import_module("amends.journey.disclosure.listening")  # needs the models, so not at the top
