from importlib import import_module

from django.apps import AppConfig


class ContactConfig(AppConfig):
    name = "amends.journey.contact"

    def ready(self) -> None:
        import_module("amends.journey.contact.listening")  # needs the models, so not at the top
