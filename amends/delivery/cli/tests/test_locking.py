"""Changing the key of the locked columns."""

import pytest
from click.testing import CliRunner
from django.apps import apps
from django.conf import settings as django_settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import timezone

from amends.delivery.cli.database import database
from amends.delivery.cli.locking import locked_columns
from amends.delivery.cli.migrate import as_owner
from amends.foundation.access.acting import acting_as
from amends.foundation.lib.locking import LockedCharField, lock, new_key, unlock
from amends.foundation.people.models import Person, SafeContact
from amends.foundation.questionnaire.models import Response
from amends.foundation.record.locking import LockTexts
from amends.journey.risk.models import Assessment

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_locking_again_lets_the_old_key_go(settings, run_database, coordinator, a_case):
    with acting_as(coordinator):
        card, _ = SafeContact.objects.update_or_create(
            participant=a_case.harmed,
            defaults={"service": a_case.case.service, "file": a_case.harmed_file, "warning": "First."},
        )
        card.warning = "Second."
        card.save()
    with run_database.owner() as owner:
        owner.execute("ALTER TABLE people_safecontact DISABLE TRIGGER USER")
        owner.execute(
            "UPDATE people_safecontact SET warning = 'from before it was locked' WHERE id <> %s", [card.pk]
        )
        owner.execute("ALTER TABLE people_safecontact ENABLE TRIGGER USER")
        kept = owner.execute("SELECT count(*) FROM record_historyrow").fetchone()
    connection.close()
    newest = new_key()
    settings.FIELD_KEYS = [newest, *django_settings.FIELD_KEYS]
    result = CliRunner().invoke(database, ["lock-again"])
    assert result.exit_code == 0, result.output
    settings.FIELD_KEYS = [newest]
    with acting_as(coordinator):
        assert SafeContact.objects.get(pk=card.pk).warning == "Second."
    with run_database.owner() as owner:
        rows = owner.execute("SELECT warning FROM people_safecontact WHERE warning <> ''").fetchall()
        befores = owner.execute(
            "SELECT before->>'warning' FROM record_historyrow WHERE before->>'warning' <> ''"
        ).fetchall()
        assert owner.execute("SELECT count(*) FROM record_historyrow").fetchone() == kept
    assert befores
    assert all(text.startswith("locked:") for (text,) in [*rows, *befores])
    assert CliRunner().invoke(database, ["lock-again"]).output.startswith("0 texts")


def test_an_upgrade_locks_what_was_stored_open(run_database, coordinator, a_case):
    """Back to before a column was locked, and up again: first it lies open, then nobody reads it there."""
    with acting_as(coordinator):
        person = Person.objects.get(participant=a_case.harmed)
        for words in ("Hears badly.", "Hears well."):
            person.access_needs = words
            person.save()
    step, state = LockTexts(person=("access_needs",)), ProjectState.from_apps(apps)
    for move, is_open in ((step.database_backwards, True), (step.database_forwards, False)):
        with as_owner(), connection.schema_editor() as editor:
            move("people", editor, state, state)
        with run_database.owner() as owner:
            rows = owner.execute(
                "SELECT access_needs FROM people_person WHERE id = %s", [person.pk]
            ).fetchall()
            befores = owner.execute(
                "SELECT before->>'access_needs' FROM record_historyrow WHERE table_name = 'people_person' "
                "AND before->>'access_needs' <> ''"
            ).fetchall()
        assert [text == "Hears well." for (text,) in rows] == [is_open]
        assert [text == "Hears badly." for (text,) in befores] == [is_open]
    with acting_as(coordinator):
        assert Person.objects.get(pk=person.pk).access_needs == "Hears well."


def test_an_upgrade_locks_answers_that_were_stored_open(run_database, coordinator, a_case):
    earlier, later = {"of_whom": "Her uncle"}, {"of_whom": "Nobody", "since": ["May", "June"]}
    with acting_as(coordinator):
        row = Response(
            service=a_case.case.service, key="safe", version=1, subject="x:1", answered_by=coordinator
        )
        for row.answers in (earlier, later):
            row.save()
    step, state = LockTexts(response=("answers",)), ProjectState.from_apps(apps)
    for move, is_open in ((step.database_backwards, True), (step.database_forwards, False)):
        with as_owner(), connection.schema_editor() as editor:
            move("questionnaire", editor, state, state)
        with run_database.owner() as owner:
            [(now,)] = owner.execute("SELECT answers FROM questionnaire_response").fetchall()
            [(before,)] = owner.execute(
                "SELECT before->'answers' FROM record_historyrow WHERE table_name = 'questionnaire_response'"
            ).fetchall()
        assert ([before, now] == [earlier, later]) is is_open
        assert all(isinstance(each, dict if is_open else str) for each in (before, now))
    with acting_as(coordinator):
        assert Response.objects.get(pk=row.pk).answers == later


def test_an_upgrade_makes_room_where_a_column_was_a_short_text_or_another_kind_of_list(
    run_database, coordinator, a_case
):
    with acting_as(coordinator):
        row = Assessment.objects.create(
            service=a_case.case.service,
            file=a_case.harmed_file,
            participant=a_case.harmed,
            moment="start",
            level="low",
            reasons=["Another"],
            safeguards="Another",
            valid_until=timezone.localdate(),
            assessed_by=coordinator,
        )
    with run_database.owner() as owner:
        owner.execute(
            "ALTER TABLE risk_assessment ALTER reasons TYPE text[] USING ARRAY['He said “never”.', 'No'], "
            "ALTER safeguards TYPE varchar(20) USING 'Two go together'"
        )
    step, state = LockTexts(assessment=("reasons", "safeguards")), ProjectState.from_apps(apps)
    with as_owner(), connection.schema_editor() as editor:
        step.database_forwards("risk", editor, state, state)
    with run_database.owner() as owner:
        [stored] = owner.execute("SELECT reasons, safeguards FROM risk_assessment").fetchall()
    assert all(each.startswith("locked:") for each in stored)
    with acting_as(coordinator):
        row = Assessment.objects.get(pk=row.pk)
    assert (row.reasons, row.safeguards) == (["He said “never”.", "No"], "Two go together")


def test_every_short_line_that_became_locked_has_room_after_an_upgrade(run_database):
    """What was locked from its first day has always had room, and what is no longer there needs none."""
    state, steps, lines = ProjectState.from_apps(apps), [], []
    for (app, _), migration in MigrationLoader(None).disk_migrations.items():
        for step in (each for each in migration.operations if isinstance(each, LockTexts)):
            there = {
                model: tuple(name for name in names if name in state.models[app, model].fields)
                for model, names in step.fields.items()
            }
            steps.append((app, LockTexts(**there)))
            for model, names in there.items():
                fields = [apps.get_model(app, model)._meta.get_field(name) for name in names]
                lines += [
                    (field.model._meta.db_table, field.column, field.max_length)
                    for field in fields
                    if isinstance(field, LockedCharField)
                ]
    assert lines
    with run_database.owner() as owner:
        for table, column, longest in lines:
            owner.execute(f"ALTER TABLE {table} ALTER {column} TYPE varchar({longest})")
    with as_owner(), connection.schema_editor() as editor:
        for app, step in steps:
            step.database_forwards(app, editor, state, state)
    locked = {
        (model._meta.db_table, field.column, "text")
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, LockedCharField)
    }
    with run_database.owner() as owner:
        kinds = owner.execute("SELECT table_name, column_name, data_type FROM information_schema.columns")
        assert locked <= set(kinds.fetchall())


def test_letters_notes_warnings_risks_and_answers_are_locked():
    assert set(locked_columns()) >= {
        ("message_message", "body"),
        ("consent_consent", "note"),
        ("consent_explanation", "shared"),
        ("consent_resistance", "words"),
        ("preparation_preparation", "hopes"),
        ("suitability_interview", "findings"),
        ("meeting_writeup", "account"),
        ("agreement_point", "note"),
        ("followup_concern", "words"),
        ("followup_closing", "note"),
        ("referral_referral", "incident"),
        ("eligibility_enquiry", "reply"),
        ("indirect_draft", "words"),
        ("indirect_offer", "words"),
        ("contact_contact", "note"),
        ("people_safecontact", "warning"),
        ("people_safecontact", "code_word"),
        ("preparation_need", "words"),
        ("risk_assessment", "safeguards"),
        ("questionnaire_response", "answers"),
        ("risk_assessment", "reasons"),
        ("suitability_judgement", "because"),
        ("referral_referral", "draft"),
        ("access_keptform", "fields"),
    }


def test_a_printed_key_is_one_that_locks(settings):
    settings.FIELD_KEYS = [CliRunner().invoke(database, ["field-key"]).output.strip()]
    assert unlock(lock("words", "a.b"), "a.b") == "words"
