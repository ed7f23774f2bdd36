from django.apps import AppConfig
from django.db.models.signals import post_migrate

from amends.service.retention.steps import write_steps


class RetentionConfig(AppConfig):
    name = "amends.service.retention"

    def ready(self) -> None:
        post_migrate.connect(write_steps, sender=self, dispatch_uid="amends.retention.steps")
