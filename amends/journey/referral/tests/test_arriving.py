"""A referral arrives: its number, its time, its clocks, its sender; who sees it and who does not."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.db.utils import ProgrammingError

from amends.foundation.access.acting import acting_as
from amends.foundation.clock.models import Clock
from amends.foundation.lib.dates import read_moment
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.models import Message
from amends.foundation.record.models import AuditEvent
from amends.journey.referral.actions import (
    acknowledge,
    hand_in,
    log_referral,
    send_insecure_reply,
    start_draft,
    state_facts,
)
from amends.journey.referral.content import IncompleteError, load
from amends.journey.referral.models import Referral, ReferralFact, ReferralPerson
from amends.journey.referral.noticing.open_parts import open_parts
from amends.journey.referral.rules import same_reference
from amends.journey.referral.tests.samples import CRA1, GOOD, changed
from amends.service.partners.models import SecureDomain

RECEIVED = read_moment("2026-05-04T16:40")


@pytest.fixture
def logged(service, coordinator):
    def log(content=GOOD, **more):
        usual: dict[str, Any] = {"form": "referral", "route": "secure_mailbox", "received_at": RECEIVED}
        given = usual | more
        return log_referral(by=coordinator, service=service, content=content, **given)

    return log


@pytest.fixture
def handed_in(service, referrer, acting):
    def send(content=GOOD):
        acting(referrer)
        agency = referrer.memberships.get().agency
        return hand_in(
            by=referrer, service=service, form="referral", route="website", content=content, agency=agency
        )

    return send


@pytest.mark.requirement("EX-021")
def test_cra1_that_came_by_mail_has_number_form_route_and_the_exact_time(logged):
    referral = logged(CRA1, form="cra1")

    assert referral.number == "ESX-R26-0001"
    assert (referral.form, referral.route) == ("cra1", "secure_mailbox")
    assert referral.received_at == datetime(2026, 5, 4, 15, 40, tzinfo=UTC)


def test_numbers_go_on_and_start_anew_each_year(logged):
    numbers = [
        logged(received_at=read_moment(at)).number
        for at in ("2025-12-31T23:00", "2026-01-01T09:00", "2026-01-02T09:00")
    ]

    assert numbers == ["ESX-R25-0001", "ESX-R26-0001", "ESX-R26-0002"]


def test_it_cannot_have_come_later_than_now(logged):
    with pytest.raises(Refused, match="later than now"):
        logged(received_at=datetime(2999, 1, 1, tzinfo=UTC))


@pytest.mark.requirement("EX-131")
def test_second_person_has_an_own_record_under_the_one_number(logged):
    people = [
        changed(GOOD, {})["people"][0] | {"address": "1 High Street"},
        GOOD["people"][1] | {"address": "2 Low Road"},
    ]

    referral = logged(GOOD | {"people": people})
    rows = referral.people.order_by("position")
    assert [(p.full_name, str(p.date_of_birth), p.address) for p in rows] == [
        ("Hazel Wren", "1970-05-04", "1 High Street"),
        ("Rowan Finch", "1999-01-31", "2 Low Road"),
    ]


@pytest.mark.requirement("EX-031")
def test_mail_from_an_address_that_is_not_secure_is_an_event_and_gets_the_link_to_the_form(
    logged, service, coordinator
):
    SecureDomain.objects.create(service=service, domain="pnn.police.uk")

    safe = logged(sender_address="paula@essex.pnn.police.uk")
    assert safe.sender_is_secure is True
    assert not AuditEvent.objects.filter(what="security.insecure_sender").exists()
    referral = logged(sender_address="somebody@gmail.example")
    assert referral.sender_is_secure is False
    assert AuditEvent.objects.filter(
        what="security.insecure_sender", subject=f"referral:{referral.pk}"
    ).exists()
    reply = send_insecure_reply(by=coordinator, referral=referral, form_address="/referrals/form/")
    assert reply.to_address == "somebody@gmail.example"
    assert "/referrals/form/" in reply.body
    assert "Wren" not in reply.body


def test_mail_from_a_secure_domain_is_no_event(logged, service):
    SecureDomain.objects.create(service=service, domain="pnn.police.uk")

    assert logged(sender_address="a.b@essex.pnn.police.uk").sender_is_secure is True
    assert not AuditEvent.objects.filter(what="security.insecure_sender").exists()


@pytest.mark.requirement("W8-091")
def test_online_referral_is_registered_with_number_source_and_day_and_acknowledged(handed_in, coordinator):
    referral = handed_in()

    assert referral.number
    assert referral.registered_at
    assert referral.acknowledged_at
    assert referral.agency.name == "Essex Police"
    with acting_as(coordinator):
        assert Clock.objects.get(subject=f"referral:{referral.pk}", name="registration").ended == "met"


@pytest.mark.requirement("W8-091")
def test_paper_that_nobody_acknowledged_by_the_next_working_day_is_overdue(logged, coordinator):
    referral = logged()
    clock = Clock.objects.get(subject=f"referral:{referral.pk}", name="registration")

    assert clock.stopped_at is None
    assert f"{clock.due_at:%Y-%m-%d}" == "2026-05-05"
    acknowledge(by=coordinator, referral=referral, how="telephone")
    clock.refresh_from_db()
    assert (clock.ended, referral.acknowledged_at is not None) == ("late", True)


def test_acknowledgement_by_mail_names_nobody(logged, coordinator):
    referral = logged(changed(GOOD, {"referral.referrer_email": "paula@police.example.org"}))

    acknowledge(by=coordinator, referral=referral)
    message = Message.objects.get()
    assert referral.number in message.body
    assert "Wren" not in message.body + message.subject


def test_time_to_decide_runs_from_the_moment_it_came(logged):
    referral = logged()

    clock = Clock.objects.get(subject=f"referral:{referral.pk}", name="referral-decision")
    assert clock.started_at == referral.received_at
    assert f"{clock.due_at:%Y-%m-%d}" == "2026-05-18"


def test_person_harmed_who_asked_is_heard_first(logged):
    asked = logged()
    other = logged(changed(GOOD, {"referral.initiated_by": "agency"}))

    subjects = Clock.objects.filter(name="person-harmed-first").values_list("subject", flat=True)
    assert set(subjects) == {f"referral:{asked.pk}"} - {f"referral:{other.pk}"}


@pytest.mark.requirement("EX-133")
def test_other_reason_without_words_is_refused(handed_in):
    with pytest.raises(IncompleteError) as stopped:
        handed_in(changed(GOOD, {"referral.reasons": ["other"]}))
    assert [problem.where for problem in stopped.value.problems] == ["referral.reason_other"]
    assert handed_in(
        changed(GOOD, {"referral.reasons": ["other"], "referral.reason_other": "post sentence"})
    ).number


@pytest.mark.requirement("KM-019")
def test_the_few_fields_needed_to_start_are_enough_and_the_rest_is_open(handed_in):
    referral = handed_in(
        {
            "referral": {
                "incident": "A fence was cut.",
                "referrer_name": "Paula",
                "referrer_email": "p@police.example.org",
            },
            "people": [{"full_name": "Hazel Wren"}],
        }
    )
    assert referral.status == "submitted"
    assert {"why it is referred", "the checklist", "consent of Hazel Wren"} <= set(open_parts(load(referral)))


@pytest.mark.parametrize(
    "missing",
    ["referral.incident", "people.1.full_name", "referral.referrer_name", "referral.referrer_telephone"],
)
def test_without_the_minimum_it_is_refused(handed_in, missing):
    with pytest.raises(IncompleteError):
        handed_in(changed(GOOD | {"people": [GOOD["people"][0]]}, {missing: None}))


@pytest.mark.requirement("EX-140")
def test_unsure_answers_are_taken_and_left_to_the_hub(handed_in):
    referral = handed_in(changed(GOOD, {"checklist.abuse": "unsure", "checklist.court_case": "unsure"}))

    assert {line.question for line in referral.checklist.all() if line.is_open} == {"abuse", "court_case"}


@pytest.mark.requirement("EX-142")
def test_reference_that_came_before_is_known_whatever_its_spelling(
    handed_in, service, referrer, council_referrer, acting
):
    first = handed_in(changed(GOOD, {"references": [{"kind": "athena", "value": "42/990588/26"}]}))
    acting(council_referrer)

    assert [number for number, _ in same_reference(service, "42-99O588-26")] == [first.number]
    assert same_reference(service, "42/990588/27") == []


def test_stranger_does_not_learn_that_a_reference_is_known(handed_in, service, stranger, acting):
    handed_in()
    acting(stranger)

    assert same_reference(service, "42/990001/26") == []


def test_appropriate_adult_who_is_needed_signs_as_well(handed_in):
    needed = {"people.1.appropriate_adult_needed": "yes"}

    with pytest.raises(IncompleteError, match="needs an appropriate adult"):
        handed_in(changed(GOOD, needed))
    assert handed_in(changed(GOOD, needed | {"people.1.appropriate_adult_signed": True})).number


def test_sending_under_one_key_twice_makes_one_referral(service, referrer, acting):
    acting(referrer)
    key = uuid4()
    given = {
        "by": referrer,
        "service": service,
        "form": "referral",
        "route": "website",
        "content": GOOD,
        "key": key,
    }
    assert hand_in(**given).pk == hand_in(**given).pk


def everything():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM referral_referral")
        referrals = cursor.fetchone()[0]
        cursor.execute("SELECT count(*) FROM referral_referralperson")
        return referrals, cursor.fetchone()[0]


def test_referral_is_seen_by_its_referrer_and_its_service_alone(
    handed_in, acting, coordinator, referrer, council_referrer, facilitator, stranger, sysadmin, board_member
):
    handed_in()

    for user in (coordinator, referrer):
        acting(user)
        assert everything() == (1, 2)
    for user in (council_referrer, facilitator, stranger, sysadmin, board_member, None):
        acting(user)
        assert everything() == (0, 0)


def test_draft_is_seen_by_its_writer_alone(service, referrer, coordinator, acting):
    acting(referrer)
    start_draft(by=referrer, service=service, form="referral")
    assert Referral.objects.count() == Referral.objects.visible_to(referrer).count() == 1
    assert not Referral.objects.visible_to(coordinator).exists()  # although the database shows it just now
    acting(coordinator)
    assert Referral.objects.count() == 0


def test_what_the_service_finds_out_is_not_the_referrers(handed_in, coordinator, referrer, acting):
    referral = handed_in(changed(GOOD, {"facts": {"plea": "guilty"}}))
    acting(coordinator)
    state_facts(by=coordinator, referral=referral, facts={"domestic_abuse": True})
    assert ReferralFact.objects.count() == 2
    acting(referrer)
    assert [fact.name for fact in ReferralFact.objects.all()] == ["plea"]


def test_child_rows_cannot_be_put_on_somebody_elses_referral(handed_in, council_referrer, acting):
    referral = handed_in()
    acting(council_referrer)
    with pytest.raises(ProgrammingError, match="row-level security"):
        ReferralPerson.objects.create(service=referral.service, referral=referral, position=9, full_name="X")
