from django.apps import AppConfig


class WorklistConfig(AppConfig):
    name = "amends.delivery.worklist"
