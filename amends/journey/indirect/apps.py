from django.apps import AppConfig


class IndirectConfig(AppConfig):
    name = "amends.journey.indirect"
