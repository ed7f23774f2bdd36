from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "amends.foundation.record"
