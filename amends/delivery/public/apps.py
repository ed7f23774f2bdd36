from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "amends.delivery.public"
