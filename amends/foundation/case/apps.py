from django.apps import AppConfig


class CaseConfig(AppConfig):
    name = "amends.foundation.case"
