from importlib import import_module

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "amends.foundation.messages"
    label = "message"

    def ready(self) -> None:
        import_module("amends.foundation.messages.giving_rules")  # needs the models, so not at the top
