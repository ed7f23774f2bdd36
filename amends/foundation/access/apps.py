from importlib import import_module

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "amends.foundation.access"

    def ready(self) -> None:
        import_module("amends.foundation.access.checks")
        import_module("amends.foundation.access.trail")  # listens; needs the models, so not at the top
