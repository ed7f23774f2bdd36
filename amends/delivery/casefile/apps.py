from importlib import import_module

from django.apps import AppConfig


class CasefileConfig(AppConfig):
    name = "amends.delivery.casefile"

    def ready(self) -> None:
        import_module(
            "amends.delivery.casefile.navigation"
        )  # hands its links in; needs the models, so not at the top
