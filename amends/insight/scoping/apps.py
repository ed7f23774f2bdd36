from django.apps import AppConfig


class ScopingConfig(AppConfig):
    name = "amends.insight.scoping"
