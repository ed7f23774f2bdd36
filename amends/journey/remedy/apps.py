from django.apps import AppConfig


class RemedyConfig(AppConfig):
    name = "amends.journey.remedy"
