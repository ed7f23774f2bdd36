from django.apps import AppConfig


class NotesConfig(AppConfig):
    name = "amends.journey.notes"
