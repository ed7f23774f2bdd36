"""`amends migrate`: bring the database to what this version needs, as the role that owns it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import click
import environ
from django.core.management import call_command
from django.db import connection

from amends.delivery.cli.postgres import prepare_django


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
    with as_owner():
        call_command("migrate", interactive=False, verbosity=0)


@click.command()
def migrate() -> None:
    """Bring the database to what this version needs. Safe to repeat."""
    prepare_django()
    run_migrations()
    click.echo("The database is up to date.")
