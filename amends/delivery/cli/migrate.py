"""`amends migrate`: bring the database to what this version needs, as the role that owns it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import click
import environ
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from amends.delivery.cli.postgres import prepare_django

# The last version that has every step one by one. Since then each room has its tables and its walls as they had become.
BEFORE_FOLDING = "0cd16e0 (27 November 2026)"


@contextmanager
def as_owner() -> Iterator[None]:
    """Connect as the owner of the tables for a block; the application's role may not change them."""
    application = dict(connection.settings_dict)
    owner = environ.Env.db_url_config(os.environ["OWNER_DATABASE_URL"])
    connection.close()
    connection.settings_dict.update(
        {name: owner[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")},
        OPTIONS=owner.get("OPTIONS", {}),
    )
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(application)


def run_migrations() -> None:
    """Raises a sentence for whoever runs the server where the database is too old for this version."""
    with as_owner():
        if stopped_half_way():
            raise click.ClickException(
                "This database is older than this version can bring up to date. "
                f"Install version {BEFORE_FOLDING}, run `amends migrate` with it, then come back to this one. "
                "Nothing has been changed."
            )
        call_command("migrate", interactive=False, verbosity=0)


def stopped_half_way() -> bool:
    """Has the database some of the steps that one of today's stands for, and not the others?"""
    done = set(MigrationRecorder(connection).applied_migrations())
    folded = (set(migration.replaces) for migration in MigrationLoader(None).disk_migrations.values())
    return any(steps & done and steps - done for steps in folded)


@click.command()
def migrate() -> None:
    """Bring the database to what this version needs. Safe to repeat."""
    prepare_django()
    run_migrations()
    click.echo("The database is up to date.")
