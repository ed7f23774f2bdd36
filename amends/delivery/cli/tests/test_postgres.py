import pytest
from click.testing import CliRunner
from django.db import connection

from amends.delivery.cli.cluster import APP
from amends.delivery.cli.postgres import database


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


@pytest.mark.slow
@pytest.mark.usefixtures("note")
def test_a_restored_backup_is_what_was_backed_up(run_database, tmp_path):
    file = tmp_path / "amends.backup"
    assert run("backup", str(file)).exit_code == 0
    assert file.stat().st_mode & 0o077 == 0
    with run_database.owner() as owner:
        owner.execute("INSERT INTO note VALUES ('after it')")
        owner.execute("CREATE TABLE later (note text)")
    connection.close()
    result = run("restore", str(file), "--replace")
    assert result.exit_code == 0, result.output
    assert notes() == ["before the backup"]
    with run_database.address.connect(APP, run_database.name) as app:
        app.execute("INSERT INTO note VALUES ('the application still may')")
        assert app.execute("SELECT to_regclass('later')").fetchone() == (None,)
        assert app.execute("SELECT count(*) > 0 FROM pg_policies").fetchone() == (True,)


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


def test_restoring_asks_to_be_meant(tmp_path):
    file = tmp_path / "some.backup"
    file.touch()
    result = run("restore", str(file))
    assert result.exit_code == 2
    assert "--replace" in result.output


def test_a_backup_never_overwrites(tmp_path):
    file = tmp_path / "some.backup"
    file.write_text("precious")
    assert run("backup", str(file)).exit_code == 2
    assert file.read_text() == "precious"


def test_roles_prints_what_an_administrator_runs():
    printed = run("roles").output
    assert "NOBYPASSRLS" in printed
    assert "CREATE EXTENSION IF NOT EXISTS btree_gist" in printed
