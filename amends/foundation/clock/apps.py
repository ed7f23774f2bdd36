from django.apps import AppConfig


class ClockConfig(AppConfig):
    name = "amends.foundation.clock"
