from django.apps import AppConfig


class PerformanceConfig(AppConfig):
    name = "amends.insight.performance"
