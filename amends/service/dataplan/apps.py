from importlib import import_module

from django.apps import AppConfig


class DataplanConfig(AppConfig):
    name = "amends.service.dataplan"

    def ready(self) -> None:
        """A change that is agreed holds at once; a case that moves on asks for what it needs there."""
        actions = import_module("amends.service.dataplan.actions")
        import_module("amends.service.dataplan.plan").items()
        followers = import_module("amends.foundation.approval.followers")
        moving = import_module("amends.foundation.case.moving")
        followers.on_decision(actions.APPROVAL_KEY, actions.follow_decision)
        moving.on_moving(actions.ask_for_items)
