"""`amends database field-key` and `lock-again`: keys for the columns that the database cannot read, and changing them."""

from collections.abc import Iterator

import click
import psycopg
from django.apps import apps

from amends.delivery.cli.cluster import OWNER
from amends.delivery.cli.postgres import prepare_django, url_for
from amends.foundation.lib.locking import LockedField, new_key
from amends.foundation.record.locking import lock_again


@click.command("field-key")
def field_key_command() -> None:
    """Print a new key for AMENDS_FIELD_KEYS."""
    click.echo(new_key())


@click.command("lock-again")
def lock_again_command() -> None:
    """Lock every such column with the first key of AMENDS_FIELD_KEYS, in the history too.

    Afterwards the other keys are no longer needed. It can be stopped and started again.
    """
    prepare_django()
    total = 0
    with psycopg.connect(url_for(OWNER)) as owner:
        for table, column in locked_columns():
            total += lock_again(owner, table, column)
    click.echo(f"{total} texts are now locked with the newest key.")


def locked_columns() -> Iterator[tuple[str, str]]:
    """Each table and column that is locked, read from the models."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, LockedField):
                yield model._meta.db_table, str(field.column)
