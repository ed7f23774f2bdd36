from django.apps import AppConfig


class ContactConfig(AppConfig):
    name = "amends.journey.contact"
