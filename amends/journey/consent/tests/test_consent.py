"""What people agree to counts until they take it back, and then everything stops."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import grant_file
from amends.foundation.case.models import Participant, Side
from amends.foundation.clock.actions import About, start_clock
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.models import Notice
from amends.foundation.people.actions import add_person
from amends.foundation.record.models import AuditEvent
from amends.journey.consent.actions import Evidence, record_consent, withdraw
from amends.journey.consent.models import Consent
from amends.journey.consent.rules import (
    check_all_agree,
    check_consent,
    check_may_contact,
    has_consent,
    switchboard,
)
from amends.journey.consent.tests.cast import agree, refuse


@pytest.fixture
def the_case(a_case):
    return a_case.case


def person_of(case, side=Side.HARMED):
    return Participant.objects.get(case=case, side=side, part="principal")


def test_switch_before_anybody_asked_is_not_asked(coordinator, the_case):
    assert switchboard(person_of(the_case))["meeting"].state == "not asked"


def test_latest_answer_counts_and_earlier_ones_stay(coordinator, the_case):
    person = person_of(the_case)
    agree(coordinator, person, "letters")
    record_consent(by=coordinator, participant=person, key="letters", answer="refused", evidence=Evidence())
    assert switchboard(person)["letters"].state == "off"
    assert [c.answer for c in Consent.objects.filter(purpose="letters").order_by("pk")] == [
        "given",
        "refused",
    ]


def test_consent_after_its_last_day_has_ended(coordinator, the_case):
    person = person_of(the_case)
    yesterday = timezone.localdate() - timedelta(days=1)
    agree(coordinator, person, "recording", how="signed", on=yesterday - timedelta(days=5), until=yesterday)
    with pytest.raises(Refused, match="has ended"):
        check_consent(person, "recording")


def test_consent_of_tomorrow_is_refused(coordinator, the_case):
    with pytest.raises(Refused, match="not come yet"):
        agree(coordinator, person_of(the_case), "meeting", on=timezone.localdate() + timedelta(days=1))


@pytest.mark.requirement("EX-139")
def test_consent_without_the_appropriate_adult_is_refused(coordinator, the_case):
    person = person_of(the_case)
    person.appropriate_adult_needed = True
    person.save()
    with pytest.raises(Refused, match="appropriate adult"):
        agree(coordinator, person, "take_part")
    agree(coordinator, person, "take_part", adult="Wren Alder, aunt")
    assert has_consent(person, "take_part")


def test_sharing_must_name_the_bodies(coordinator, the_case):
    with pytest.raises(Refused, match="which bodies"):
        agree(coordinator, person_of(the_case), "share_details")


@pytest.mark.requirement("EX-036")
def test_withdrawal_ends_everything_agreed_and_stops_the_case(coordinator, the_case):
    harmed, responsible = person_of(the_case), person_of(the_case, Side.RESPONSIBLE)
    for key in ("take_part", "meeting", "contact"):
        agree(coordinator, harmed, key)
    about = About(service=the_case.service, subject="contact:1", case=the_case, file=harmed.file)
    start_clock(by=coordinator, name="first-contact", about=about)
    withdraw(by=coordinator, participant=harmed)
    the_case.refresh_from_db()
    assert the_case.stopped_at is not None
    assert not any(switch.is_on for switch in switchboard(harmed).values())
    running = Clock.objects.filter(case=the_case, stopped_at__isnull=True)
    # How each of them is now is asked as well, once for each side.
    assert {c.name for c in running} == {"after-a-stop", "tell-of-a-stop", "wellbeing-asked"}
    with pytest.raises(Refused, match="stopped taking part"):
        check_may_contact(harmed)
    check_may_contact(responsible)


def test_withdrawal_reason_stays_out_of_the_trail_and_the_other_file(coordinator, the_case):
    person = person_of(the_case)
    withdraw(by=coordinator, participant=person, reason="MARKER she is afraid of him")
    assert Consent.objects.get(purpose="take_part").file_id == person.file_id
    assert not any("MARKER" in str(e.details) + e.subject + e.what for e in AuditEvent.objects.all())


def test_case_goes_on_when_they_say_so_themselves(coordinator, the_case):
    person = person_of(the_case)
    withdraw(by=coordinator, participant=person)
    agree(coordinator, person, "take_part")
    the_case.refresh_from_db()
    assert the_case.stopped_at is None


@pytest.mark.requirement("PF-107")
def test_everybody_else_is_told_on_either_side_until_somebody_has_spoken_with_them(coordinator, a_case):
    second = add_person(
        by=coordinator, file=a_case.harmed_file, details={"full_name": "Bea Second"}
    ).participant
    gone = add_person(by=coordinator, file=a_case.harmed_file, details={"full_name": "Cy Gone"}).participant
    refuse(coordinator, gone, "take_part")
    withdraw(by=coordinator, participant=a_case.harmed)

    def to_tell():
        running = Clock.objects.filter(name="tell-of-a-stop", stopped_at__isnull=True)
        return {clock.subject: clock.link for clock in running}

    links = {p: reverse("contact:log", args=[p.pk]) for p in (second, a_case.responsible)}
    assert to_tell() == {f"participant:{person.pk}": link for person, link in links.items()}


def test_coordinators_and_facilitators_hear_that_it_stopped_and_that_it_goes_on(
    coordinator, a_case, facilitator, manager
):
    grant_file(by=coordinator, file=a_case.responsible_file, user=facilitator, reason="allocated")
    with acting_as(manager):
        withdraw(by=manager, participant=a_case.harmed)
        agree(manager, a_case.harmed, "take_part")
    for user, first in (
        (coordinator, "Decide what is left to do."),
        (facilitator, "Nothing more is to be done."),
    ):
        told = list(Notice.objects.filter(user=user).order_by("pk").values_list("words", flat=True))
        assert told[-2:] == [
            f"{a_case.case.number} has stopped. {first}",
            f"{a_case.case.number} goes on after all.",
        ]
    running = {clock.name for clock in Clock.objects.filter(case=a_case.case, stopped_at__isnull=True)}
    assert "task-up-again" in running
    assert not {"after-a-stop", "tell-of-a-stop"} & running


class TestOneSideOnly:
    """A facilitator who sees one side records what its person says; what follows is for the whole case."""

    @pytest.fixture
    def one_side_each(self, a_case, coordinator, facilitator, second_facilitator):
        grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="allocated")
        grant_file(by=coordinator, file=a_case.responsible_file, user=second_facilitator, reason="allocated")
        return a_case

    @pytest.mark.requirement("EX-036")
    def test_stop_ends_the_other_sides_tasks_and_its_facilitator_is_told(
        self, one_side_each, coordinator, facilitator, second_facilitator, acting
    ):
        case, file = one_side_each.case, one_side_each.responsible_file
        about = About(service=case.service, subject="contact:2", case=case, file=file)
        start_clock(by=coordinator, name="first-contact", about=about)
        acting(facilitator)
        withdraw(by=facilitator, participant=one_side_each.harmed)
        acting(coordinator)
        assert not Clock.objects.filter(name="first-contact", stopped_at__isnull=True).exists()
        told = Notice.objects.filter(user=second_facilitator).values_list("words", flat=True)
        assert [words for words in told if "has stopped" in words]
        assert not any("harmed" in words.lower() or "HH" in words for words in told)

    def test_case_does_not_go_on_while_the_other_side_has_stopped(
        self, one_side_each, coordinator, facilitator, second_facilitator, acting
    ):
        acting(second_facilitator)
        withdraw(by=second_facilitator, participant=one_side_each.responsible)
        acting(facilitator)
        withdraw(by=facilitator, participant=one_side_each.harmed)
        agree(facilitator, one_side_each.harmed, "take_part")
        acting(coordinator)
        one_side_each.case.refresh_from_db()
        assert one_side_each.case.stopped_at is not None


def test_way_opens_when_both_sides_agree(coordinator, the_case):
    agree(coordinator, person_of(the_case), "take_part", "letters")
    with pytest.raises(Refused, match="Not everybody"):
        check_all_agree(the_case, "letters")
    agree(coordinator, person_of(the_case, Side.RESPONSIBLE), "take_part", "letters")
    check_all_agree(the_case, "letters")


def test_answer_once_given_cannot_be_changed_by_the_application(coordinator, the_case):
    agree(coordinator, person_of(the_case), "letters")
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Consent.objects.update(answer="refused")


def test_supporter_stopping_does_not_stop_the_case(coordinator, the_case):
    person = person_of(the_case)
    supporter = Participant.objects.create(
        service_id=the_case.service_id,
        file=person.file,
        case=the_case,
        side=person.side,
        part="supporter",
        of=person,
        initials="SU",
    )
    withdraw(by=coordinator, participant=supporter)
    the_case.refresh_from_db()
    assert the_case.stopped_at is None
