from importlib import import_module

from django.apps import AppConfig


class MeetingConfig(AppConfig):
    name = "amends.journey.meeting"

    def ready(self) -> None:
        import_module("amends.journey.meeting.listening")  # needs the models, so not at the top
