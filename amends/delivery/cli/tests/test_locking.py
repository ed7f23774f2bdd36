"""Changing the key of the locked columns."""

import pytest
from click.testing import CliRunner
from django.conf import settings as django_settings
from django.db import connection

from amends.delivery.cli.database import database
from amends.delivery.cli.locking import locked_columns
from amends.foundation.access.acting import acting_as
from amends.foundation.lib.locking import lock, new_key, unlock
from amends.foundation.people.models import SafeContact

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


def test_letters_notes_warnings_and_risks_are_locked():
    assert set(locked_columns()) >= {
        ("indirect_draft", "words"),
        ("indirect_offer", "words"),
        ("contact_contact", "note"),
        ("people_safecontact", "warning"),
        ("risk_assessment", "safeguards"),
    }


def test_a_printed_key_is_one_that_locks(settings):
    settings.FIELD_KEYS = [CliRunner().invoke(database, ["field-key"]).output.strip()]
    assert unlock(lock("words", "a.b"), "a.b") == "words"
