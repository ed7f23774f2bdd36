from django.apps import AppConfig


class AgreementConfig(AppConfig):
    name = "amends.journey.agreement"
