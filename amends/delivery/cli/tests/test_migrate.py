"""Bringing databases of other days up to date."""

import pytest
from click.testing import CliRunner
from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from amends.delivery.cli.migrate import as_owner, migrate
from amends.foundation.access.acting import acting_as
from amends.foundation.lib.locking import lock
from amends.foundation.people.models import SafeContact
from amends.journey.indirect.models import Effect, Exchange

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


def test_cards_from_before_the_question_say_that_nobody_has_asked_about_the_envelope(
    run_database, coordinator, a_case
):
    with acting_as(coordinator):
        cards = SafeContact.objects.filter(participant__case=a_case.case)
        cards.update(envelope_shows="not_asked")
        cards.filter(participant=a_case.responsible).update(envelope_shows="return")
    with run_database.owner() as owner:
        kept = owner.execute("SELECT count(*) FROM record_historyrow").fetchone()
    step = MigrationLoader(None).disk_migrations["people", "0005_asked_about_the_envelope"].operations[0]
    state, rows = ProjectState.from_apps(apps), "SELECT envelope_shows FROM people_safecontact ORDER BY 1"
    for move, first in ((step.database_backwards, "address"), (step.database_forwards, "not_asked")):
        with as_owner(), connection.schema_editor() as editor:
            move("people", editor, state, state)
        with run_database.owner() as owner:
            assert owner.execute(rows).fetchall() == [(first,), ("return",)]
            assert owner.execute("SELECT count(*) FROM record_historyrow").fetchone() == kept


def test_what_a_letter_did_moves_into_the_recipients_file_and_out_of_the_history(
    run_database, coordinator, a_case
):
    """Until then it stood where those who work with the sender could read it."""
    case = a_case.case
    with acting_as(coordinator):
        exchange = Exchange.objects.create(
            service=case.service,
            case=case,
            kind="letter",
            from_side="responsible",
            to_side="harmed",
            begun_by=coordinator,
        )
    _, _, move, last = MigrationLoader(None).disk_migrations["indirect", "0005_effect_and_basis"].operations
    state, said = ProjectState.from_apps(apps), lock("She cried.", "indirect_exchange.how_known")
    with as_owner(), connection.schema_editor() as editor:
        last.database_backwards("indirect", editor, state, state)
    with run_database.owner() as owner:
        for worked in ("partly", "yes"):
            owner.execute("UPDATE indirect_exchange SET worked = %s, how_known = %s", [worked, said])
    with as_owner(), connection.schema_editor() as editor:
        move.database_forwards("indirect", editor, state, state)
        last.database_forwards("indirect", editor, state, state)
    with acting_as(coordinator):
        effect = Effect.objects.get(exchange=exchange)
    assert (effect.worked, effect.how_known, effect.file_id) == ("yes", "She cried.", a_case.harmed_file.pk)
    with run_database.owner() as owner:
        question = "SELECT before FROM record_historyrow WHERE table_name = 'indirect_exchange'"
        befores = owner.execute(question).fetchall()
    assert befores
    assert not [before for (before,) in befores if "worked" in before or "how_known" in before]
