"""A copy for testing holds nobody real: no name, number, address or text of the original in any table of it."""

import psycopg
import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from psycopg import sql

from amends.delivery.cli.cluster import OWNER, SUPERUSER
from amends.delivery.cli.database import database
from amends.delivery.cli.example.building import build
from amends.delivery.cli.example.scenario import read_scenarios
from amends.delivery.cli.scrub import left_over
from amends.foundation.access.acting import acting_as
from amends.foundation.documents.actions import attach, give_copy, make_document, render
from amends.foundation.documents.worded import Paper
from amends.foundation.people.actions import add_contact_point, change_person
from amends.foundation.record.chain import broken_links
from amends.foundation.record.privacy import personal_fields
from amends.foundation.record.scrubbing import scrubbing
from amends.journey.consent.tests.cast import agree, scan_of
from amends.journey.eligibility.tests.referrals import burglary_from_police
from amends.journey.notes.actions import write_note
from amends.journey.referral.models import Referral

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SECRETS = (
    "Hanna Harmed", "Rhys Ponsible", "Hannelore", "07700900101", "4 Hedge Lane", "ZZ9 9ZZ", "hanna@home.example",
    "She sleeps badly and locks every door", "We met on the bridge", "A letter for her eyes alone", "scan of hanna",
    "Cora",
)  # fmt: skip


@pytest.fixture
def empty(run_database):
    """The owner's address of an empty database on the same server."""
    target = f"{run_database.name}_scrubbed"
    name = sql.Identifier(target)
    with run_database.address.connect(SUPERUSER, "postgres") as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(name))
        server.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(name, sql.Identifier(OWNER)))
    yield run_database.address.url(OWNER, target)
    with run_database.address.connect(SUPERUSER, "postgres") as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))


@pytest.fixture
def filled(a_case, coordinator, service, police):
    """A case with everything that people say and hand in, changed once so that it stands in the history too."""
    with acting_as(coordinator):
        change_person(by=coordinator, person=a_case.harmed.person, details={"known_as": "Hannelore"})
        change_person(by=coordinator, person=a_case.harmed.person, details={"known_as": "Hanna"})
        for kind, value, postcode in (
            ("address", "4 Hedge Lane", "ZZ9 9ZZ"),
            ("email", "hanna@home.example", ""),
        ):
            add_contact_point(
                by=coordinator, participant=a_case.harmed, kind=kind, value=value, postcode=postcode
            )
        write_note(
            by=coordinator, file=a_case.harmed_file, words="She sleeps badly and locks every door since then."
        )
        agree(coordinator, a_case.harmed, "take_part", note="We met on the bridge where it happened.")
        context = {"to_name": "Hanna Harmed", "body": "A letter for her eyes alone, kept and printed."}
        letter = make_document(
            by=coordinator, paper=Paper("plain-letter", context), belongs_to=a_case.harmed_file
        )
        render(letter, "docx")
        give_copy(by=coordinator, document=letter, how="post", recipient="Harmed family, 4 Hedge Lane")
        scan_of(coordinator, a_case.harmed)
        upload = SimpleUploadedFile(
            "scan of hanna.txt", b"She sleeps badly and locks every door", "text/plain"
        )
        attach(by=coordinator, upload=upload, belongs_to=a_case.harmed_file)
        burglary_from_police(service)
    return a_case


def everything_in(address):
    """Every row of every table as one lower text, and every file that is text."""
    found = []
    with psycopg.connect(address) as copy:
        tables = copy.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        for (table,) in tables:
            rows = copy.execute(sql.SQL("SELECT t::text FROM {} t").format(sql.Identifier(table))).fetchall()
            found += [text for (text,) in rows]
        files = copy.execute("SELECT data FROM documents_attachmentcontent").fetchall()
        found += [bytes(data).decode("utf-8", "replace") for (data,) in files]
    return "\n".join(found).lower()


def test_copy_of_a_filled_service_holds_nothing_of_the_original(run_database, empty, filled):
    connection.close()
    source = run_database.address.url(OWNER, run_database.name)
    before = everything_in(source)
    assert all(words.lower() in before for words in SECRETS if not words.startswith(("She ", "We ")))
    result = CliRunner().invoke(database, ["scrub", empty])
    assert result.exit_code == 0, result.output
    assert "nothing of the original was found" in result.output
    after = everything_in(empty)
    assert [words for words in SECRETS if words.lower() in after] == []
    with psycopg.connect(empty) as copy:
        counts = "SELECT (SELECT count(*) FROM case_participant), (SELECT count(*) FROM record_historyrow)"
        assert copy.execute(counts).fetchone() == (2, 0)
        names = copy.execute("SELECT full_name FROM people_person ORDER BY 1").fetchall()
        assert all(name.startswith("Invented ") for (name,) in names)
        named = "SELECT count(*) FROM record_auditevent WHERE recipient <> '' AND recipient !~ '^Invented'"
        assert copy.execute(named).fetchone() == (0,)
        broken = copy.execute("SELECT count(*) FROM record_broken_links(20)").fetchone()
        assert broken == (0,)
        triggers = "SELECT count(*) FROM pg_trigger WHERE tgenabled = 'D'"
        assert copy.execute(triggers).fetchone() == (0,)
    assert not broken_links()
    with acting_as(filled.case.opened_by):
        assert filled.harmed.person.full_name == "Hanna Harmed"


def test_what_slips_into_a_plain_column_is_found_and_the_copy_is_emptied(run_database, empty, filled):
    with run_database.owner() as owner:
        owner.execute("UPDATE case_case SET what = 'the fence of Hanna Harmed'")
    connection.close()
    result = CliRunner().invoke(database, ["scrub", empty])
    assert result.exit_code == 1
    assert "case_case.what" in result.output
    with psycopg.connect(empty) as copy:
        tables = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        assert copy.execute(tables).fetchone() == (0,)


def test_nothing_goes_into_a_database_that_is_not_empty(run_database, filled):
    own = run_database.address.url(OWNER, run_database.name)
    result = CliRunner().invoke(database, ["scrub", own])
    assert result.exit_code == 2
    assert "not empty" in result.output
    assert left_over(own, own)


def test_example_service_told_through_its_actions_can_be_scrubbed(run_database, empty, transactional_db):
    build([s for s in read_scenarios() if s.key in {"gate", "scooter"}], entries=False)
    connection.close()
    result = CliRunner().invoke(database, ["scrub", empty])
    assert result.exit_code == 0, result.output


def test_every_personal_field_is_written_over_or_dealt_anew():
    text = "\n".join(scrubbing())
    for field in personal_fields(Referral):
        assert f'"{field}" = ' in text
