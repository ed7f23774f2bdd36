from django.apps import AppConfig


class CommitteesConfig(AppConfig):
    name = "amends.service.committees"
