from django.apps import AppConfig


class FollowupConfig(AppConfig):
    name = "amends.journey.followup"
