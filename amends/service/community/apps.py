from django.apps import AppConfig


class CommunityConfig(AppConfig):
    name = "amends.service.community"
