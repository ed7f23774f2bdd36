from importlib import import_module

from django.apps import AppConfig


class RulebookConfig(AppConfig):
    name = "amends.service.rulebook"

    def ready(self) -> None:
        """A version that is approved holds at once, its time limits too; the room's models exist only now."""
        actions = import_module("amends.service.rulebook.actions")
        followers = import_module("amends.foundation.approval.followers")
        limits = import_module("amends.foundation.clock.limits")
        rules = import_module("amends.service.rulebook.rules")
        limits.find_limits_with(rules.limit_in_force)
        followers.on_decision(actions.APPROVAL_KEY, actions.follow_decision)
