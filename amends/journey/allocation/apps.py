from importlib import import_module

from django.apps import AppConfig


class AllocationConfig(AppConfig):
    name = "amends.journey.allocation"

    def ready(self) -> None:
        import_module("amends.journey.allocation.watching")  # needs the models, so not at the top
