"""`amends database`: the product's own PostgreSQL server, with backup and restore for any."""

import os
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import click
import django
from django.db import OperationalError, connection

from amends.delivery.cli import cluster as clusters
from amends.delivery.cli.cluster import APP, OWNER, Cluster, ServerAddress
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
    url = _url(OWNER if owner else APP)
    program = clusters.find_binaries().program("psql")
    os.execv(program, [program, url])  # noqa: S606  (no shell is the point)


@database.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup_command(file: Path) -> None:
    """Write the whole database to FILE. Keep it as safe as the database: it holds the same people."""
    try:
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        raise click.UsageError(f"{file} cannot be made: {error.strerror}. Choose another name.") from error
    if not _succeeds("pg_dump", "--format=custom", f"--file={file}", f"--dbname={_url(OWNER)}"):
        file.unlink()
        raise click.ClickException("No backup was made.")
    click.echo(f"{file}: {file.stat().st_size / 1_000_000:.1f} MB.")


@database.command("restore")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--replace", is_flag=True, help="Throw away what the database holds now.")
def restore_command(file: Path, *, replace: bool) -> None:
    """Put the backup in FILE into the database: all of it, or nothing."""
    if not replace:
        raise click.UsageError("This throws away what the database holds now. Add --replace if you mean it.")
    with tempfile.TemporaryDirectory() as folder:
        contents, script = Path(folder) / "contents", Path(folder) / "script.sql"
        # Extensions stay: they belong to the server's administrator.
        readable = _succeeds("pg_restore", "--list", f"--file={contents}", str(file))
        if readable:
            kept = [line for line in contents.read_text().splitlines() if " EXTENSION " not in line]
            contents.write_text("\n".join(kept))
            readable = _succeeds("pg_restore", f"--use-list={contents}", f"--file={script}", str(file))
        # Functions of ours set parameters of pg_trgm, which only its owner may before it is loaded: so use it once.
        emptying = [
            "--command=SELECT similarity('', '')",
            "--command=DROP OWNED BY CURRENT_USER",
            f"--command={clusters.DATABASE_RIGHTS_SQL}",
        ]
        flags = ["--single-transaction", "--set=ON_ERROR_STOP=1", "--quiet", "--output=/dev/null"]
        if not readable or not _succeeds("psql", _url(OWNER), *flags, *emptying, f"--file={script}"):
            raise click.ClickException("Nothing was restored; the database is as it was.")
    click.echo(f"Restored from {file}.")


def _url(role: str) -> str:
    """The address for a role: of the configured database, else of our own server, started if need be."""
    if url := os.environ.get("DATABASE_URL"):
        return url if role == APP else os.environ.get("OWNER_DATABASE_URL", url)
    return ensure_running().url(role)


def _succeeds(program: str, *arguments: str) -> bool:
    return (
        subprocess.run([clusters.find_binaries().program(program), *arguments], check=False).returncode == 0
    )
