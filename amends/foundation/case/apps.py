from django.apps import AppConfig
from django.db.models.signals import post_migrate

from amends.foundation.case.walls import raise_walls


class CaseConfig(AppConfig):
    name = "amends.foundation.case"

    def ready(self) -> None:
        post_migrate.connect(raise_walls, sender=self, dispatch_uid="amends.case.walls")
