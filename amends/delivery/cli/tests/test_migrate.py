"""Bringing databases of other days up to date."""

import pytest
from click.testing import CliRunner
from django.db.migrations.loader import MigrationLoader

from amends.delivery.cli.migrate import migrate

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def recorded(owner):
    return set(owner.execute("SELECT app, name FROM django_migrations").fetchall())


def forget(owner, steps):
    for step in steps:
        owner.execute("DELETE FROM django_migrations WHERE (app, name) = (%s, %s)", step)


def test_a_database_from_before_steps_were_folded_has_nothing_left_to_do(run_database):
    """The tables are there: making any of them again would fail."""
    folded = {key for key, migration in MigrationLoader(None).disk_migrations.items() if migration.replaces}
    assert {("consent", "0001_tables"), ("consent", "0002_behind_walls")} <= folded
    with run_database.owner() as owner:
        before = recorded(owner)
        forget(owner, folded)
        assert not recorded(owner) & folded
    result = CliRunner().invoke(migrate)
    assert (result.exit_code, result.output) == (0, "The database is up to date.\n")
    with run_database.owner() as owner:
        assert recorded(owner) == before


def test_a_database_too_old_for_this_version_is_told_which_one_to_run_first(run_database):
    with run_database.owner() as owner:
        forget(owner, [("consent", "0002_behind_walls"), ("consent", "0004_walls_of_the_told")])
        before = recorded(owner)
    result = CliRunner().invoke(migrate)
    assert result.exit_code == 1
    assert "older than this version can bring up to date. Install version " in result.output
    with run_database.owner() as owner:
        assert recorded(owner) == before
