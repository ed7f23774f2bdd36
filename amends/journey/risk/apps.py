from importlib import import_module

from django.apps import AppConfig


class RiskConfig(AppConfig):
    name = "amends.journey.risk"

    def ready(self) -> None:
        import_module("amends.journey.risk.listening")  # needs the models, so not at the top
