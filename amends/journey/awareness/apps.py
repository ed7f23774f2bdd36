from django.apps import AppConfig


class AwarenessConfig(AppConfig):
    name = "amends.journey.awareness"
