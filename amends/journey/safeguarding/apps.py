from django.apps import AppConfig


class SafeguardingConfig(AppConfig):
    name = "amends.journey.safeguarding"
