"""`amends database`: the product's own PostgreSQL server, with backup and restore for any."""

import os
from urllib.parse import urlsplit

import click

from amends.delivery.cli import cluster as clusters
from amends.delivery.cli.backup import backup_command, backup_key_command, restore_command
from amends.delivery.cli.cluster import APP, OWNER
from amends.delivery.cli.locking import field_key_command, lock_again_command
from amends.delivery.cli.postgres import ensure_running, status, stop, url_for
from amends.delivery.cli.scrub import scrub_command


@click.group()
def database() -> None:
    """Start, stop, look into, back up and restore the database."""


@database.command("start")
def start_command() -> None:
    """Start the product's own PostgreSQL (made the first time)."""
    ensure_running()
    click.echo(status())


@database.command("stop")
@click.option("--all", "everything", is_flag=True, help="The tests' server too.")
def stop_command(*, everything: bool) -> None:
    """Stop it again. The data stays."""
    stopped = [stop(name) for name in (["postgres", "tests"] if everything else ["postgres"])]
    click.echo("Stopped." if any(stopped) else "It was not running.")


@database.command("status")
def status_command() -> None:
    """Is it running, and where is its data?"""
    if url := os.environ.get("DATABASE_URL"):
        click.echo(f"DATABASE_URL names the database on {urlsplit(url).hostname or 'a local socket'}.")
    else:
        click.echo(status())


@database.command("roles")
def roles_command() -> None:
    """Print the SQL that a PostgreSQL administrator runs once on a server of your own."""
    click.echo(clusters.ROLES_SQL + clusters.DATABASE_SQL)


@database.command("shell")
@click.option("--owner", is_flag=True, help="Connect as the owner of the tables, not as the application.")
def shell_command(*, owner: bool) -> None:
    """Open psql."""
    url = url_for(OWNER if owner else APP)
    program = clusters.find_binaries().program("psql")
    os.execv(program, [program, url])  # noqa: S606  (no shell is the point)


for command in (
    backup_command,
    restore_command,
    backup_key_command,
    field_key_command,
    lock_again_command,
    scrub_command,
):
    database.add_command(command)
