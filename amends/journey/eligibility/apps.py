from importlib import import_module

from django.apps import AppConfig


class EligibilityConfig(AppConfig):
    name = "amends.journey.eligibility"

    def ready(self) -> None:
        import_module("amends.journey.eligibility.queries.sent_by")  # needs the models, so not at the top
