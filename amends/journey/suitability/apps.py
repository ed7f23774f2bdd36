from django.apps import AppConfig


class SuitabilityConfig(AppConfig):
    name = "amends.journey.suitability"
