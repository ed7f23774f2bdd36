from django.apps import AppConfig


class ApprovalConfig(AppConfig):
    name = "amends.foundation.approval"
