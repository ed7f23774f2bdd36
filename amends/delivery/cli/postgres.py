"""The product's own PostgreSQL server, and the addresses of whichever is in use."""

import os

import click
import django
from django.db import OperationalError, connection

from amends.delivery.cli import cluster as clusters
from amends.delivery.cli.cluster import APP, Cluster, ServerAddress
from amends.foundation.policy.source import PolicyError


def ensure_running(name: str = "postgres", *, throwaway: bool = False) -> ServerAddress:
    """Make and start the server where that is still to be done; quick and harmless when it already runs."""
    cluster = clusters.locate(name, throwaway=throwaway)
    if cluster.is_ready():
        return cluster.address
    with cluster.locked():
        if not (cluster.data / "PG_VERSION").exists():
            cluster.create()
        if not cluster.answers():
            cluster.start()
        if not cluster.is_ready():
            cluster.prepare()
    return cluster.address


def use_own_server() -> Cluster | None:
    """Without a configured database, point the settings at our own; returned if this call started it."""
    if os.environ.get("DATABASE_URL"):
        os.environ.setdefault("OWNER_DATABASE_URL", os.environ["DATABASE_URL"])
        return None
    cluster = clusters.locate()
    was_running = cluster.answers()
    address = ensure_running()
    os.environ["DATABASE_URL"] = address.app_url
    os.environ["OWNER_DATABASE_URL"] = address.owner_url
    return None if was_running else cluster


def prepare_django() -> Cluster | None:
    """For commands that need the database: find or start it, then load the rooms. See `use_own_server`."""
    started = use_own_server()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        django.setup()
    except PolicyError as mistake:
        raise click.ClickException(f"The rules cannot be used. {mistake}") from mistake
    try:
        connection.ensure_connection()
    except OperationalError as error:
        raise click.ClickException(
            f"The database that DATABASE_URL names cannot be reached.\n{error}"
        ) from error
    return started


def stop(name: str = "postgres") -> bool:
    """Stop the server; False when it was not running."""
    cluster = clusters.locate(name)
    if not cluster.answers():
        return False
    cluster.stop()
    return True


def status(name: str = "postgres") -> str:
    """One line for a person."""
    cluster = clusters.locate(name)
    version = f"PostgreSQL {cluster.binaries.major}"
    if not cluster.answers():
        return f"Not running. {version} would keep its data in {cluster.data}."
    return f"Running: {version}, data in {cluster.data}, {cluster.address.app_url}"


def url_for(role: str) -> str:
    """The address for a role: of the configured database, else of our own server, started if need be."""
    if url := os.environ.get("DATABASE_URL"):
        return url if role == APP else os.environ.get("OWNER_DATABASE_URL", url)
    return ensure_running().url(role)
