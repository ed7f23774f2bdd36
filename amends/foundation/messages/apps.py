from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "amends.foundation.messages"
    label = "message"
