from django.apps import AppConfig


class EqualityConfig(AppConfig):
    name = "amends.service.equality"
