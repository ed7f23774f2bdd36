import re
import shlex

import pytest
from click.testing import CliRunner
from django.db import connection

from amends.delivery.cli.cluster import APP, CHECKOUT
from amends.delivery.cli.database import database
from amends.delivery.cli.main import amends

GUIDE = CHECKOUT / "docs" / "guides" / "operator.md"


def run(*arguments: str):
    return CliRunner().invoke(database, arguments)


@pytest.fixture
def note(run_database, transactional_db) -> None:
    """A table of the owner's that the application may use, with one row."""
    with run_database.owner() as owner:
        owner.execute("CREATE TABLE note (words text NOT NULL)")
        owner.execute("INSERT INTO note VALUES ('before the backup')")


def notes() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM note ORDER BY words")
        return [words for (words,) in cursor.fetchall()]


@pytest.fixture
def key(tmp_path, monkeypatch):
    """A key for backups as an operator makes it: its secret half is in the file, its public half in the environment."""
    file = tmp_path / "secret.key"
    public = run("backup-key", str(file)).output.strip()
    monkeypatch.setenv("AMENDS_BACKUP_KEY", public)
    return file


@pytest.mark.slow
@pytest.mark.usefixtures("note")
def test_a_restored_backup_is_what_was_backed_up(run_database, tmp_path, key):
    file = tmp_path / "amends.backup"
    assert run("backup", str(file)).exit_code == 0
    assert file.stat().st_mode & 0o077 == 0
    with run_database.owner() as owner:
        owner.execute("INSERT INTO note VALUES ('after it')")
        owner.execute("CREATE TABLE later (note text)")
    connection.close()
    result = run("restore", str(file), "--key", str(key), "--replace")
    assert result.exit_code == 0, result.output
    assert notes() == ["before the backup"]
    with run_database.address.connect(APP, run_database.name) as app:
        app.execute("INSERT INTO note VALUES ('the application still may')")
        assert app.execute("SELECT to_regclass('later')").fetchone() == (None,)
        assert app.execute("SELECT count(*) > 0 FROM pg_policies").fetchone() == (True,)


@pytest.mark.slow
@pytest.mark.usefixtures("note")
def test_a_locked_backup_says_nothing_without_its_key(tmp_path, key):
    locked, plain = tmp_path / "locked.backup", tmp_path / "plain.backup"
    assert run("backup", str(locked)).exit_code == 0
    assert run("backup", str(plain), "--unprotected").exit_code == 0
    assert b"restorative" in plain.read_bytes() or b"amends_app" in plain.read_bytes()
    assert b"amends_app" not in locked.read_bytes()
    assert b"AGE-SECRET-KEY" not in locked.read_bytes()
    assert key.stat().st_mode & 0o077 == 0
    without = run("restore", str(locked), "--replace")
    assert without.exit_code == 2
    assert "--key FILE" in without.output
    another = tmp_path / "another.key"
    run("backup-key", str(another))
    wrong = run("restore", str(locked), "--key", str(another), "--replace")
    assert wrong.exit_code == 1
    assert "does not open" in wrong.output
    assert notes() == ["before the backup"]


def test_without_a_key_no_backup_is_written_unless_it_is_meant(tmp_path, monkeypatch):
    monkeypatch.delenv("AMENDS_BACKUP_KEY", raising=False)
    file = tmp_path / "amends.backup"
    result = run("backup", str(file))
    assert result.exit_code == 2
    assert "AMENDS_BACKUP_KEY is not set" in result.output
    assert not file.exists()


def test_what_is_no_key_is_refused_before_anything_is_written(tmp_path, monkeypatch):
    monkeypatch.setenv("AMENDS_BACKUP_KEY", "AGE-SECRET-KEY-1")
    file = tmp_path / "amends.backup"
    result = run("backup", str(file))
    assert result.exit_code == 2
    assert "age1" in result.output
    assert not file.exists()


@pytest.mark.slow
@pytest.mark.usefixtures("note")
def test_a_broken_backup_changes_nothing(tmp_path):
    file = tmp_path / "broken.backup"
    file.write_bytes(b"not a backup")
    connection.close()
    result = run("restore", str(file), "--replace")
    assert result.exit_code == 1
    assert "the database is as it was" in result.output
    assert notes() == ["before the backup"]


@pytest.mark.slow
@pytest.mark.usefixtures("note")
def test_commands_of_the_operators_guide_do_what_it_says(tmp_path, monkeypatch):
    """Backing up, putting back and upgrading, typed as they stand there, one after another."""
    monkeypatch.chdir(tmp_path)
    typed = [*commands_of("Backup and restore"), *commands_of("Upgrading")]
    assert len(typed) == 4
    for words in typed:
        connection.close()
        result = CliRunner().invoke(amends, shlex.split(words))
        assert result.exit_code == 0, f"{words}: {result.output}"
        if "backup-key" in words:
            monkeypatch.setenv("AMENDS_BACKUP_KEY", result.output.strip())
    assert notes() == ["before the backup"]


def commands_of(heading: str) -> list[str]:
    """What a part of the operator's guide shows to be typed after `amends`."""
    part = GUIDE.read_text().partition(f"## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for block in re.findall(r"```sh\n(.*?)```", part, re.DOTALL) for line in block.splitlines()]
    return [line.partition("amends ")[2] for line in lines if "/amends " in line]


def test_restoring_asks_to_be_meant(tmp_path):
    file = tmp_path / "some.backup"
    file.touch()
    result = run("restore", str(file))
    assert result.exit_code == 2
    assert "--replace" in result.output


def test_a_backup_never_overwrites(tmp_path):
    file = tmp_path / "some.backup"
    file.write_text("precious")
    assert run("backup", str(file), "--unprotected").exit_code == 2
    assert file.read_text() == "precious"


def test_roles_prints_what_an_administrator_runs():
    printed = run("roles").output
    assert "NOBYPASSRLS" in printed
    assert "CREATE EXTENSION IF NOT EXISTS btree_gist" in printed
