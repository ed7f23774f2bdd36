from importlib import import_module

from django.apps import AppConfig


class AllocationConfig(AppConfig):
    name = "amends.journey.allocation"

    def ready(self) -> None:
        for module in ("links", "watching"):  # need the models, so not at the top
            import_module(f"amends.journey.allocation.{module}")
