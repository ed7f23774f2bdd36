from importlib import import_module

from django.apps import AppConfig


class StartConfig(AppConfig):
    name = "amends.delivery.start"

    def ready(self) -> None:
        """Nothing starts on rules that cannot be read. Rooms are imported here because their models exist only now."""
        import_module("amends.delivery.start.policy").check_policy()
