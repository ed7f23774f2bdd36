from importlib import import_module

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "amends.service.library"

    def ready(self) -> None:
        for handing_in in ("links", "letters"):  # they need models and roles, so not at the top
            import_module(f"amends.service.library.{handing_in}")
