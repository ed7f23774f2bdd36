from importlib import import_module

from django.apps import AppConfig


class ReferralConfig(AppConfig):
    name = "amends.journey.referral"

    def ready(self) -> None:
        import_module("amends.journey.referral.actions.listening")
