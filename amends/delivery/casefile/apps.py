from django.apps import AppConfig


class CasefileConfig(AppConfig):
    name = "amends.delivery.casefile"
