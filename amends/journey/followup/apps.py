from importlib import import_module

from django.apps import AppConfig


class FollowupConfig(AppConfig):
    name = "amends.journey.followup"

    def ready(self) -> None:
        import_module("amends.journey.followup.listening")  # needs the models, so not at the top
