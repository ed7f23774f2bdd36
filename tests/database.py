"""Test databases: one migrated template per state of the migrations, a copy of it for each run.

Copying takes a tenth of a second, so repeated runs start at once, and rows that migrations put in are there.
Tests connect as `amends_app`, the role production uses, so row-level security holds in them.
"""

import contextlib
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
from django.core.management import call_command
from django.db import connection
from psycopg import sql

from amends.delivery.cli.cluster import APP, CHECKOUT, OWNER, SUPERUSER, ServerAddress
from amends.delivery.cli.postgres import ensure_running

TEMPLATE, COPY = "amends_template_", "amends_test_"
# Files besides the migrations that decide what they make.
BESIDES = ("requirements/base.txt", "config/settings.py", "amends/foundation/record/protect.py")
LOCK = 743_201  # any number; everybody who makes or drops a test database takes turns on it


class RunDatabase:
    """The database of this process's run."""

    def __init__(self, worker: str) -> None:
        self.address: ServerAddress = ensure_running("tests", throwaway=True)
        self.name = f"{COPY}{os.getpid()}_{worker}"
        self.template = TEMPLATE + fingerprint()

    def set_up(self) -> None:
        with self._administration() as server:
            present = {name for (name,) in server.execute("SELECT datname FROM pg_database")}
            for name in sorted(present):
                if _is_left_over(name, self.template):
                    _drop(server, name)
            if self.template not in present:
                self._build_template(server)
            self._copy(server)
        self.connect_as(APP)

    def tear_down(self) -> None:
        connection.close()
        with self._administration() as server:
            _drop(server, self.name)

    def start_afresh(self) -> None:
        """After a test that committed: back to the template's content."""
        connection.close()
        with self._administration() as server:
            _drop(server, self.name)
            self._copy(server)

    def connect_as(self, role: str, name: str = "") -> None:
        """Point Django at a database of this server."""
        connection.close()
        settings = connection.settings_dict
        options = {key: value for key, value in settings["OPTIONS"].items() if key not in {"host", "pool"}}
        settings.update(
            NAME=name or self.name,
            USER=role,
            PASSWORD="",
            HOST=str(self.address.folder),
            PORT="",
            CONN_MAX_AGE=0,
            OPTIONS=options,
        )
        os.environ["DATABASE_URL"] = self.address.url(APP, self.name)
        os.environ["OWNER_DATABASE_URL"] = self.address.url(OWNER, self.name)

    def owner(self) -> psycopg.Connection:
        """A connection that may do what the application may not."""
        return self.address.connect(OWNER, self.name)

    @contextlib.contextmanager
    def gone(self) -> Iterator[None]:
        """For a while nobody can reach the database, and who was connected is thrown out."""
        name = sql.Identifier(self.name)
        with self._administration() as server:
            server.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(name))
            ends = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
            server.execute(ends, [self.name])
            try:
                yield
            finally:
                server.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS true").format(name))
                connection.close()

    def _build_template(self, server: psycopg.Connection) -> None:
        making = f"{TEMPLATE}being_made"
        _drop(server, making)
        names = sql.Identifier(making), sql.Identifier(OWNER)
        server.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(*names))
        self.connect_as(OWNER, making)
        call_command("migrate", verbosity=0, interactive=False)
        connection.close()
        server.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                sql.Identifier(making), sql.Identifier(self.template)
            )
        )

    def _copy(self, server: psycopg.Connection) -> None:
        names = sql.Identifier(self.name), sql.Identifier(self.template), sql.Identifier(OWNER)
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}").format(*names))

    @contextlib.contextmanager
    def _administration(self) -> Iterator[psycopg.Connection]:
        """As the superuser: a live server's thread may still be connected, and only he may end another role's process."""
        with self.address.connect(SUPERUSER) as server:
            server.execute("SELECT pg_advisory_lock(%s)", [LOCK])
            yield server


def fingerprint() -> str:
    """Changes when a migration does, or what brings its own migrations."""
    digest = hashlib.sha256()
    files = [path for path in (CHECKOUT / "amends").rglob("migrations/*") if path.suffix in {".py", ".sql"}]
    for path in [*sorted(files), *(CHECKOUT / name for name in BESIDES)]:
        digest.update(str(path.relative_to(CHECKOUT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def _drop(server: psycopg.Connection, name: str) -> None:
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _is_left_over(name: str, template: str) -> bool:
    """An older template, or the copy of a run that no longer lives."""
    if name.startswith(TEMPLATE):
        return name != template
    if not name.startswith(COPY):
        return False
    return not Path(f"/proc/{name.removeprefix(COPY).split('_')[0]}").exists() and Path("/proc/self").exists()
