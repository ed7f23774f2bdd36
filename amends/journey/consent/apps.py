from django.apps import AppConfig


class ConsentConfig(AppConfig):
    name = "amends.journey.consent"
