from django.apps import AppConfig


class AllocationConfig(AppConfig):
    name = "amends.journey.allocation"
