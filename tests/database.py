"""Test databases: one migrated template per state of the migrations, a copy of it for each run.

Copying takes a tenth of a second, so repeated runs start at once, and rows that migrations put in are there. A new
template grows out of an older one where only migrations were added.
Tests connect as `amends_app`, the role production uses, so row-level security holds in them.
"""

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import psycopg
from django.core.management import call_command
from django.db import connection
from psycopg import sql

from amends.delivery.cli.cluster import APP, CHECKOUT, OWNER, SUPERUSER, ServerAddress
from amends.delivery.cli.postgres import ensure_running

TEMPLATE, COPY = "amends_template_", "amends_test_"
# Files besides the migrations that decide what they make, and those that only bring further migrations.
BESIDES = (
    "amends/foundation/lib/migrating.py",
    "amends/foundation/record/protect.py",
    "amends/foundation/case/walls.py",
    "amends/service/dataplan/walls.py",
)
BRING_MORE = ("requirements/base.txt", "config/settings.py")
KEPT = 3  # templates: of this state of the migrations and of two before it
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
                if _is_left_over(name):
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
        """From the template that lacks the fewest of our migrations, so that one new migration takes seconds."""
        making, ours = f"{TEMPLATE}being_made", migrations()
        _drop(server, making)
        earlier = templates(server)
        near = max(
            (found for found in earlier if found.made_of.items() <= ours.items()), default=None, key=len
        )
        names = [sql.Identifier(name) for name in (making, near.name if near else "template1", OWNER)]
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}").format(*names))
        self.connect_as(OWNER, making)
        call_command("migrate", verbosity=0, interactive=False)
        connection.close()
        written = sql.Literal(json.dumps(ours))
        server.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(names[0], written))
        server.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(names[0], sql.Identifier(self.template))
        )
        for old in earlier[: 1 - KEPT]:
            _drop(server, old.name)

    def _copy(self, server: psycopg.Connection) -> None:
        names = sql.Identifier(self.name), sql.Identifier(self.template), sql.Identifier(OWNER)
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}").format(*names))

    @contextlib.contextmanager
    def _administration(self) -> Iterator[psycopg.Connection]:
        """As the superuser: a live server's thread may still be connected, and only he may end another role's process."""
        with self.address.connect(SUPERUSER) as server:
            server.execute("SELECT pg_advisory_lock(%s)", [LOCK])
            yield server


class Template(NamedTuple):
    """A migrated database, and the digest of every file it was made of."""

    name: str
    made_of: dict[str, str]


def templates(server: psycopg.Connection) -> list[Template]:
    """Those that are there, oldest first."""
    found = server.execute(
        "SELECT datname, shobj_description(oid, 'pg_database') FROM pg_database WHERE datname LIKE %s ORDER BY oid",
        [f"{TEMPLATE}%"],
    )
    return [Template(name, json.loads(said)) for name, said in found if said]


def migrations() -> dict[str, str]:
    """Each file that decides what a migrated database holds, with the digest of what stands in it."""
    files = [path for path in (CHECKOUT / "amends").rglob("migrations/*") if path.suffix in {".py", ".sql"}]
    return _digests([*sorted(files), *(CHECKOUT / name for name in BESIDES)])


def _digests(files: Iterable[Path]) -> dict[str, str]:
    return {str(path.relative_to(CHECKOUT)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def fingerprint() -> str:
    """Changes when a migration does, or what brings its own migrations."""
    everything = migrations() | _digests(CHECKOUT / name for name in BRING_MORE)
    return hashlib.sha256(json.dumps(everything).encode()).hexdigest()[:16]


def _drop(server: psycopg.Connection, name: str) -> None:
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _is_left_over(name: str) -> bool:
    """The copy of a run that no longer lives."""
    if not name.startswith(COPY):
        return False
    return not Path(f"/proc/{name.removeprefix(COPY).split('_')[0]}").exists() and Path("/proc/self").exists()
