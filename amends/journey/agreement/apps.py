from importlib import import_module

from django.apps import AppConfig


class AgreementConfig(AppConfig):
    name = "amends.journey.agreement"

    def ready(self) -> None:
        import_module("amends.journey.agreement.listening")  # needs the models, so not at the top
