from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "amends.foundation.access"
