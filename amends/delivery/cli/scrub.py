"""`amends database scrub`: a copy of the database for testing, in which nobody real is left."""

import re
import secrets
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
import psycopg
from django.apps import apps
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import models
from psycopg import sql

from amends.delivery.cli.backup import dump_into, put_back
from amends.delivery.cli.cluster import OWNER
from amends.delivery.cli.gathered import GATHER
from amends.delivery.cli.postgres import prepare_django, url_for
from amends.foundation.lib.locking import LockedTextField
from amends.foundation.record.privacy import personal_fields
from amends.foundation.record.scrubbing import invented_columns, scrubbing

LONGEST = 6  # words of a text that are compared
NUMBER, ENOUGH_DIGITS = re.compile(r"\d(?:[ ()+-]?\d){8,}"), 9
WORD = re.compile(r"[^\W_]+(?:[@.'’-][^\W_]+)*", re.UNICODE)


@click.command("scrub")
@click.argument("target")
def scrub_command(target: str) -> None:
    """Copy the database into TARGET, the owner's address of an empty one, with invented people in it.

    Every personal field is written over before anybody can read the copy; afterwards it is searched for what stood in the
    original. Where anything is found, TARGET is emptied again.
    """
    prepare_django()
    source = url_for(OWNER)
    _check_is_empty(target)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file, over = folder / "copy", folder / "scrub.sql"
        with file.open("wb") as out:
            if not dump_into(out, []):
                raise click.ClickException("No copy was made.")
        here = "SELECT set_config('search_path', 'public', false)"  # a dump leaves it empty
        over.write_text(";\n".join([here, *scrubbing(), GATHER, ""]))
        if not put_back(file, folder, target=target, then=[over]):
            raise click.ClickException("No copy was made; the other database is as empty as it was.")
    left = left_over(source, target)
    if left:
        with psycopg.connect(target, autocommit=True) as connection:
            connection.execute("DROP OWNED BY CURRENT_USER")
        raise click.ClickException(
            "No copy was made. Something of the original stood in: " + ", ".join(left) + "."
        )
    password = secrets.token_urlsafe(12)
    with psycopg.connect(target, autocommit=True) as connection:
        connection.execute(
            "UPDATE access_user SET password = %s WHERE NOT is_system", [make_password(password)]
        )
        connection.execute("VACUUM FULL")  # what was written over lies on the disk until then
    click.echo("The copy is made, and nothing of the original was found in it.")
    click.echo(f"Everybody signs in with the address that access_user gives them and the password {password}")


def _check_is_empty(target: str) -> None:
    try:
        with psycopg.connect(target) as connection:
            row = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    except psycopg.OperationalError as error:
        raise click.UsageError("The other database cannot be reached.") from error
    if row and row[0]:
        raise click.UsageError("The other database is not empty. A copy goes only into an empty one.")


def left_over(source: str, target: str) -> list[str]:
    """Tables and columns of the copy in which something of the original still stands, as table.column."""
    with psycopg.connect(source) as original, psycopg.connect(target) as copy:
        found = set(_not_invented(copy))
        known = set(_originals(original)) - set(_of_bodies(original)) - set(_of_policy())
        for table, column, text in _texts_of(copy):
            if f"{table}.{column}" not in found and any(each in known for each in _phrases(text)):
                found.add(f"{table}.{column}")
    return sorted(found)


def _of_bodies(original: psycopg.Connection) -> Iterator[str]:
    """What services and agencies are called and how they are reached stands in every letter, and is nobody's secret."""
    for table in ("access_service", "access_agency"):
        for row in original.execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier(table))):
            yield from (each for value in row if isinstance(value, str) for each in _phrases(value))


def _of_policy() -> Iterator[str]:
    """Words of the rules and of the documents stand in many a decision, and are everybody's."""
    for file in Path(settings.POLICY_DIR).rglob("*.*"):
        if file.suffix in {".yaml", ".html"}:
            yield from _phrases(file.read_text(encoding="utf-8"))


def _not_invented(copy: psycopg.Connection) -> Iterator[str]:
    """Personal columns that hold anything but invented words."""
    pattern = r"^(!|Invented( Road)? \d+|X\d*|invented\d+@example\.invalid|07700 900 \d+ invented|ZZ1 1AA)$"
    for table, column in invented_columns():
        query = sql.SQL("SELECT EXISTS (SELECT FROM {} WHERE {column} <> '' AND {column} !~ %s)")
        row = copy.execute(
            query.format(sql.Identifier(table), column=sql.Identifier(column)), [pattern]
        ).fetchone()
        if row and row[0]:
            yield f"{table}.{column}"


def _originals(original: psycopg.Connection) -> Iterator[str]:
    """What would give somebody away: names of two words and more, numbers, addresses, and how longer texts begin."""
    for model in apps.get_models():
        for field in (model._meta.get_field(name) for name in personal_fields(model)):
            if not isinstance(field, models.CharField | models.TextField) or field.choices:
                continue
            query = sql.SQL("SELECT DISTINCT {column} FROM {} WHERE {column} <> ''").format(
                sql.Identifier(model._meta.db_table), column=sql.Identifier(str(field.column))
            )
            is_name = field.name.endswith("name") or field.name in {"known_as", "value", "email"}
            for (stored,) in original.execute(query):
                text = field.opened(stored) if isinstance(field, LockedTextField) else stored
                yield from _identifying(text, is_name=is_name)


def _identifying(text: str, *, is_name: bool) -> Iterator[str]:
    words = _words(re.sub(r"<[^>]*>", " ", text))
    yield from _numbers(text)
    yield from (word for word in words if "@" in word)
    if (is_name and len(words) > 1) or len(words) >= LONGEST:
        yield " ".join(words[:LONGEST])


def _phrases(text: str) -> Iterator[str]:
    """Everything in a text that could be one of the originals."""
    words = _words(re.sub(r"<[^>]*>", " ", text))
    yield from _numbers(text)
    for start in range(len(words)):
        for length in range(1, LONGEST + 1):
            yield " ".join(words[start : start + length])


def _words(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(text)]


def _numbers(text: str) -> Iterable[str]:
    return (re.sub(r"\D", "", found)[-ENOUGH_DIGITS:] for found in NUMBER.findall(text))


def _texts_of(copy: psycopg.Connection) -> Iterator[tuple[str, str, str]]:
    """Every text of every table, also those inside lists and JSON."""
    columns = copy.execute(
        "SELECT c.table_name, c.column_name FROM information_schema.columns c "
        "JOIN pg_tables t ON t.schemaname = 'public' AND t.tablename = c.table_name "
        "WHERE c.table_schema = 'public' AND c.data_type IN "
        "('text', 'character varying', 'jsonb', 'json', 'ARRAY', 'bytea') ORDER BY 1, 2"
    ).fetchall()
    for table, column in columns:
        query = sql.SQL("SELECT DISTINCT {column}::text FROM {} WHERE {column} IS NOT NULL")
        for (text,) in copy.execute(query.format(sql.Identifier(table), column=sql.Identifier(column))):
            yield table, column, _as_text(text)


def _as_text(text: str) -> str:
    """Bytes come as figures: those that are text are read as text."""
    return bytes.fromhex(text[2:]).decode("utf-8", "replace") if text.startswith("\\x") else text
