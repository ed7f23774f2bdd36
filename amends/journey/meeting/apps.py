from django.apps import AppConfig


class MeetingConfig(AppConfig):
    name = "amends.journey.meeting"
