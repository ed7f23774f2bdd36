"""`amends database backup`, `restore` and `backup-key`: the whole service in one file, readable only with a key.

The file is in the format of age (age-encryption.org), so that other programs can open it too. The server knows only the
public half of the key: whoever breaks into it cannot read yesterday's backups.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click
import pyrage

from amends.delivery.cli import cluster as clusters
from amends.delivery.cli.cluster import OWNER
from amends.delivery.cli.postgres import url_for

AGE = b"age-encryption.org/"
NO_KEY = (
    "AMENDS_BACKUP_KEY is not set, so anybody who finds the file could read it. `amends database backup-key FILE` makes "
    "a key. Add --unprotected to write the file without one."
)


@click.command("backup-key")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup_key_command(file: Path) -> None:
    """Make a key for backups: the secret half goes into FILE, the public half is printed.

    Keep FILE away from the server, twice. Without it no backup can be read again.
    """
    key = pyrage.x25519.Identity.generate()
    with _new(file) as out:
        out.write(f"{key}\n".encode())
    click.echo(str(key.to_public()))


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--unprotected", is_flag=True, help="Without a key: readable by anybody who gets at it.")
def backup_command(file: Path, *, unprotected: bool) -> None:
    """Write the whole database to FILE, readable only with the secret half of AMENDS_BACKUP_KEY."""
    public = os.environ.get("AMENDS_BACKUP_KEY", "")
    if not public and not unprotected:
        raise click.UsageError(NO_KEY)
    try:
        readers = [pyrage.x25519.Recipient.from_str(public)] if public and not unprotected else []
    except pyrage.RecipientError as error:
        raise click.UsageError(
            "AMENDS_BACKUP_KEY is not the public half of a key: it begins with age1."
        ) from error
    with _new(file) as out:
        made = dump_into(out, readers)
    if not made:
        file.unlink()
        raise click.ClickException("No backup was made.")
    click.echo(f"{file}: {file.stat().st_size / 1_000_000:.1f} MB.")


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option(
    "--key", type=click.Path(path_type=Path, dir_okay=False, exists=True), help="The secret half, in a file."
)
@click.option("--replace", is_flag=True, help="Throw away what the database holds now.")
def restore_command(file: Path, *, key: Path | None, replace: bool) -> None:
    """Put the backup in FILE into the database: all of it, or nothing."""
    if not replace:
        raise click.UsageError("This throws away what the database holds now. Add --replace if you mean it.")
    with tempfile.TemporaryDirectory() as folder, _opened(file, key, Path(folder)) as readable:
        if not put_back(readable, Path(folder)):
            raise click.ClickException("Nothing was restored; the database is as it was.")
    click.echo(f"Restored from {file}.")


@contextmanager
def _new(file: Path) -> Iterator[BinaryIO]:
    """A file that was not there, and that nobody else on this machine can read."""
    try:
        handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except OSError as error:
        raise click.UsageError(f"{file} cannot be made: {error.strerror}. Choose another name.") from error
    with os.fdopen(handle, "wb") as out:
        yield out


def dump_into(out: BinaryIO, readers: list[pyrage.x25519.Recipient]) -> bool:
    """Did pg_dump get to its end? What it says is locked on its way: the open text never touches a disk."""
    command = [clusters.find_binaries().program("pg_dump"), "--format=custom", f"--dbname={url_for(OWNER)}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as dump:
        assert dump.stdout  # noqa: S101  (it is there: we asked for a pipe)
        if readers:
            pyrage.encrypt_io(dump.stdout, out, readers)
        else:
            shutil.copyfileobj(dump.stdout, out)
    return dump.returncode == 0


@contextmanager
def _opened(file: Path, key: Path | None, folder: Path) -> Iterator[Path]:
    """The backup as pg_restore reads it. What was decrypted lies in `folder`, which only we may enter."""
    with file.open("rb") as source:
        locked = source.read(len(AGE)) == AGE
        source.seek(0)
        if not locked:
            yield file
            return
        if key is None:
            raise click.UsageError(
                f"{file} is locked. Name the file with the secret half of its key: --key FILE."
            )
        plain = folder / "plain"
        try:
            with plain.open("wb") as out:
                pyrage.decrypt_io(source, out, [pyrage.x25519.Identity.from_str(key.read_text().strip())])
        except (pyrage.IdentityError, pyrage.DecryptError) as error:
            raise click.ClickException(
                f"{key} does not open {file}. Nothing was restored; the database is as it was."
            ) from error
    yield plain


def put_back(file: Path, folder: Path, *, target: str = "", then: Sequence[Path] = ()) -> bool:
    """Put a dump into the database, or into the one at `target`, and run these files: all of it, or nothing."""
    contents, script = folder / "contents", folder / "script.sql"
    if not _succeeds("pg_restore", "--list", f"--file={contents}", str(file)):
        return False
    # Extensions stay: they belong to the server's administrator.
    kept = [line for line in contents.read_text().splitlines() if " EXTENSION " not in line]
    contents.write_text("\n".join(kept))
    if not _succeeds("pg_restore", f"--use-list={contents}", f"--file={script}", str(file)):
        return False
    # Functions of ours set parameters of pg_trgm, which only its owner may before it is loaded: so use it once.
    emptying = [
        "--command=SELECT similarity('', '')",
        "--command=DROP OWNED BY CURRENT_USER",
        f"--command={clusters.DATABASE_RIGHTS_SQL}",
    ]
    flags = ["--single-transaction", "--set=ON_ERROR_STOP=1", "--quiet", "--output=/dev/null"]
    files = [f"--file={each}" for each in (script, *then)]
    return _succeeds("psql", target or url_for(OWNER), *flags, *emptying, *files)


def _succeeds(program: str, *arguments: str) -> bool:
    return (
        subprocess.run([clusters.find_binaries().program(program), *arguments], check=False).returncode == 0
    )
