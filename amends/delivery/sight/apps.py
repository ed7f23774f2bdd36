from django.apps import AppConfig


class SightConfig(AppConfig):
    name = "amends.delivery.sight"
