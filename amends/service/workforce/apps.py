from django.apps import AppConfig


class WorkforceConfig(AppConfig):
    name = "amends.service.workforce"
