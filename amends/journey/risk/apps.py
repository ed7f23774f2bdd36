from django.apps import AppConfig


class RiskConfig(AppConfig):
    name = "amends.journey.risk"
