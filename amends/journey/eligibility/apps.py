from django.apps import AppConfig


class EligibilityConfig(AppConfig):
    name = "amends.journey.eligibility"
