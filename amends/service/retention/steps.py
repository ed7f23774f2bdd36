"""Writes down, as migrations end, which statements erase a record; the application can run them, never change them."""

from django.apps import AppConfig
from django.db import connections

from amends.foundation.record.erasing import roots, steps_for

_TABLE = "retention_step"
_ADD = "INSERT INTO retention_step (kind, place, table_name, statement) VALUES (%s, %s, %s, %s)"


def write_steps(sender: AppConfig, using: str = "default", **_: object) -> None:
    """Make the list anew from the models as they now are. Called by Django after `migrate`, as the tables' owner."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if _TABLE not in connection.introspection.table_names(cursor):
            return  # migrated back to before there was one
        cursor.execute("DELETE FROM retention_step")
        for kind, model in roots().items():
            for place, step in enumerate(steps_for(model)):
                cursor.execute(_ADD, [kind, place, step.table, step.statement])
