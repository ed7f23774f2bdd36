"""Writing contacts down: what is refused, and what follows by itself."""

import datetime as dt
import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import add_participant, set_stopped
from amends.foundation.case.lifecycle import Milestone
from amends.foundation.case.models import Participant
from amends.foundation.case.rules import reached
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.templatetags.amends import moment
from amends.foundation.people.actions import set_safe_contact
from amends.foundation.people.models import ContactPoint, Person
from amends.journey.allocation.actions import set_weight
from amends.journey.allocation.models import Allocation
from amends.journey.consent.actions import withdraw
from amends.journey.contact import actions, rules
from amends.journey.contact.models import Appointment, Contact
from amends.service.workforce.models import TimeEntry


def log(by, participant, kind="call", result="reached", minutes=10, at=None, **details):
    return actions.log_contact(
        by=by,
        participant=participant,
        kind=kind,
        result=result,
        minutes=minutes,
        at=at or timezone.now() - dt.timedelta(minutes=5),
        **{"disclosable": False, "harm_signs": [], **details},
    )


@pytest.fixture
def fay(allocated_case, facilitator, acting):
    """The test's queries are the first facilitator's."""
    acting(facilitator)
    return facilitator


@pytest.mark.requirement("EX-042")
def test_visit_needs_two_facilitators(allocated_case, fay, second_facilitator, acting, coordinator):
    visit = {"kind": "visit", "place_kind": "home"}
    log(fay, allocated_case.harmed, **visit)
    acting(coordinator)
    Allocation.objects.filter(user=second_facilitator).update(ended_at=timezone.now(), ended_reason="Ill")
    acting(fay)
    with pytest.raises(Refused, match="only one facilitator"):
        log(fay, allocated_case.harmed, **visit)
    with pytest.raises(Refused, match="only one facilitator"):
        actions.make_appointment(
            by=fay,
            participant=allocated_case.harmed,
            at=timezone.now() + dt.timedelta(days=2),
            kind="visit",
            with_user=fay,
        )
    log(fay, allocated_case.harmed)


@pytest.mark.parametrize(
    ("changes", "kind", "result", "words"),
    [
        ({"texts": "no"}, "text", "sent", "not safe"),
        ({"calls": "no"}, "call", "no_answer", "not safe"),
        ({"email": "not_asked"}, "email", "sent", "Nobody has asked"),
        ({"voicemail": "no"}, "call", "left_message", "not safe"),
        ({"visits": "no"}, "visit", "reached", "not safe"),
    ],
)
def test_wrong_channel_is_refused_with_the_cards_reason(
    allocated_case, coordinator, changes, kind, result, words
):
    participant = allocated_case.harmed
    set_safe_contact(by=coordinator, card=participant.safe_contact, changes=changes)
    more = {"place_kind": "home"} if kind == "visit" else {}
    with pytest.raises(Refused, match=words):
        log(coordinator, participant, kind, result, **more)
    assert not Contact.objects.exists()


def test_whoever_rings_us_may_do_so_at_any_hour(allocated_case, fay, coordinator):
    with acting_as(coordinator):
        set_safe_contact(by=coordinator, card=allocated_case.harmed.safe_contact, changes={"calls": "no"})
    assert log(fay, allocated_case.harmed, direction="in").attempt == 0


@pytest.mark.requirement("EX-139")
def test_visit_without_the_appropriate_adult_is_refused(allocated_case, fay):
    participant = allocated_case.responsible
    Participant.objects.filter(pk=participant.pk).update(appropriate_adult_needed=True)
    participant.refresh_from_db()
    adult = add_participant(
        by=fay, file=allocated_case.responsible_file, initials="AA", part="appropriate_adult", of=participant
    )
    with pytest.raises(Refused, match="appropriate adult"):
        log(fay, participant, "visit", place_kind="home")
    log(fay, participant, "visit", result="not_there", place_kind="home")
    log(fay, participant, "visit", place_kind="home", present=[adult.pk])


@pytest.mark.requirement("PF-044")
@pytest.mark.parametrize(
    ("kind", "result", "purpose", "asks"),
    [
        ("visit", "reached", "prepare", True),
        ("video", "reached", "prepare", True),
        ("visit", "not_there", "prepare", False),
        ("visit", "reached", "engage", False),
        ("call", "reached", "prepare", False),
    ],
)
def test_after_a_meeting_that_got_somebody_ready_it_is_asked_how_they_are(
    allocated_case, fay, kind, result, purpose, asks
):
    place = {"place_kind": "home"} if kind == "visit" else {}
    log(fay, allocated_case.harmed, kind, result, purpose=purpose, **place)
    asked = Clock.objects.filter(name="wellbeing-asked", stopped_at__isnull=True)
    assert [clock.file for clock in asked] == ([allocated_case.harmed_file] if asks else [])


@pytest.mark.requirement("W8-113")
def test_person_harmed_who_began_it_is_assessed_first(allocated_case, fay, coordinator, acting):
    acting(coordinator)
    set_weight(by=coordinator, case=allocated_case.case, details={"initiated_by": "victim"})
    acting(fay)
    with pytest.raises(Refused, match="come first"):
        log(fay, allocated_case.responsible)
    log(fay, allocated_case.harmed)
    log(fay, allocated_case.responsible, "liaison", professional="Offender manager")
    with pytest.raises(Refused, match="come first"):
        log(fay, allocated_case.responsible)


@pytest.mark.requirement("W8-077")
def test_first_approach_without_training_needs_the_managers_now(allocated_case, coordinator, manager):
    participant = allocated_case.harmed
    with pytest.raises(Refused, match="wrong idea"):
        log(coordinator, participant)
    details = {"experience": "Ten years on the helpline.", "interest_shown": True}
    for decision in ("after_training", "now"):
        with acting_as(manager):
            actions.decide_approach(
                by=manager, participant=participant, worker=coordinator, decision=decision, details=details
            )
        if decision == "after_training":
            with pytest.raises(Refused, match="wrong idea"):
                log(coordinator, participant)
    log(coordinator, participant)


@pytest.mark.requirement("W8-077")
def test_only_a_manager_decides_about_the_first_approach(allocated_case, coordinator, facilitator):
    with pytest.raises(Refused):
        actions.decide_approach(
            by=coordinator, participant=allocated_case.harmed, worker=facilitator, decision="now", details={}
        )


@pytest.mark.requirement("W8-267")
def test_letter_as_first_word_needs_a_reason_until_somebody_has_rung(allocated_case, fay):
    participant = allocated_case.harmed
    with pytest.raises(Refused, match="call comes before"):
        log(fay, participant, "letter", "sent")
    log(fay, participant, "letter", "sent", why_not_call="Deaf, asked for letters")
    other = allocated_case.responsible
    log(fay, other, "call", "no_answer")
    log(fay, other, "letter", "sent")


def test_letter_needs_no_reason_where_there_is_no_number(allocated_case, fay, coordinator):
    with acting_as(coordinator):
        ContactPoint.objects.filter(participant=allocated_case.harmed).delete()
    log(fay, allocated_case.harmed, "letter", "sent")


def test_child_is_reached_only_when_the_adults_who_must_know_are_on_the_file(allocated_case, fay):
    child = allocated_case.harmed
    Person.objects.filter(participant=child).update(
        date_of_birth=timezone.localdate() - dt.timedelta(days=15 * 365)
    )
    with pytest.raises(Refused, match="under 18"):
        log(fay, child)
    log(fay, child, direction="in")
    add_participant(by=fay, file=allocated_case.harmed_file, initials="PM", part="parent", of=child)
    with pytest.raises(Refused, match="has not permitted"):
        log(fay, child)


@pytest.mark.requirement("W8-344")
@pytest.mark.parametrize(("result", "kept"), [("reached", "kept"), ("not_there", "missed")])
def test_visit_on_the_day_of_the_appointment_settles_it(allocated_case, fay, result, kept):
    at = timezone.now() + dt.timedelta(days=1)
    made = actions.make_appointment(
        by=fay, participant=allocated_case.harmed, at=at, kind="visit", with_user=fay
    )
    now = timezone.now()
    Appointment.objects.filter(pk=made.pk).update(at=now)
    contact = log(fay, allocated_case.harmed, "visit", result, place_kind="home", at=now)
    made.refresh_from_db()
    assert (made.kept, contact.appointment) == (kept, made)


@pytest.mark.requirement("W8-344")
def test_no_time_spent_is_refused(allocated_case, fay):
    with pytest.raises(ValidationError, match="how long it took"):
        log(fay, allocated_case.harmed, minutes=0)
    assert not Contact.objects.exists()


def test_contact_in_the_future_is_refused(allocated_case, fay):
    with pytest.raises(ValidationError, match="future"):
        log(fay, allocated_case.harmed, at=timezone.now() + dt.timedelta(hours=1))


@pytest.mark.requirement("W8-127")
def test_attempts_and_an_interview_stand_in_order_with_their_time(client, sign_in, allocated_case, fay):
    participant = allocated_case.harmed
    with pytest.raises(Refused, match="Nobody has tried"):
        rules.check_can_say_not_reached(participant)
    now = timezone.now()
    for days in (3, 1, 2):
        log(fay, participant, "call", "no_answer", minutes=6, at=now - dt.timedelta(days=days))
    rules.check_can_say_not_reached(participant)
    assert rules.attempts(participant).used_up
    log(fay, participant, "interview", minutes=120, place_kind="venue", at=now)
    assert rules.minutes_on(allocated_case.case) == 138
    assert rules.attempts(participant).in_vain == 0
    page = sign_in(client, fay).get(reverse("contact:person", args=[participant.pk])).text
    rows = re.findall(r"<tr.*?</tr>", page[page.index("<tbody") :], re.DOTALL)
    times = [moment(now - dt.timedelta(days=days)) for days in (3, 2, 1, 0)]
    assert all(time in row for time, row in zip(times, rows, strict=True))
    assert "Interview" in rows[-1]
    assert re.search(r">\s*120\s*<", rows[-1])
    assert "2.3 hours" in page


@given(st.lists(st.sampled_from(["reached", "no_answer", "left_message", "somebody_else"]), max_size=12))
def test_attempts_in_vain_are_those_since_somebody_was_reached(results):
    from amends.journey.contact.rules.attempts import count

    contacts = [Contact(kind="call", result=result, direction="out") for result in results]
    tail = len(results) - 1 - max((i for i, r in enumerate(results) if r == "reached"), default=-1)
    counted = count(contacts)
    assert (counted.made, counted.in_vain) == (len(results), tail)
    assert counted.ever_reached == ("reached" in results)


@pytest.mark.requirement("W8-345")
@pytest.mark.parametrize(
    ("submitted", "late"),
    [("2026-06-02T09:59", False), ("2026-06-02T10:00", False), ("2026-06-02T10:01", True)],
)
def test_late_is_more_than_24_hours_after(submitted, late):
    at = timezone.make_aware(dt.datetime(2026, 6, 1, 10))
    assert rules.is_late(at, timezone.make_aware(dt.datetime.fromisoformat(submitted))) == late


@given(
    st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2030, 1, 1), timezones=st.just(dt.UTC)),
    st.integers(0, 3 * 24 * 60),
)
def test_24_hours_are_elapsed_hours_also_when_the_clocks_change(at, minutes):
    assert rules.is_late(at, at + dt.timedelta(minutes=minutes)) == (minutes > 24 * 60)


@pytest.mark.requirement("W8-345")
def test_late_contacts_count_in_the_facilitators_figure(allocated_case, fay, coordinator, acting):
    now = timezone.now()
    log(fay, allocated_case.harmed, at=now - dt.timedelta(hours=25))
    log(fay, allocated_case.harmed, at=now - dt.timedelta(hours=23))
    acting(coordinator)
    (share,) = rules.on_time(allocated_case.case.service, now - dt.timedelta(days=7))
    assert (share.user, share.on_time, share.total, share.percent) == (fay, 1, 2, 50)
    ended = sorted(Clock.objects.filter(name="contact-logged").values_list("ended", flat=True))
    assert ended == ["late", "met"]


@pytest.mark.requirement("EX-044")
def test_only_one_side_visited_names_the_other_and_holds_back_what_a_meeting_needs(allocated_case, fay):
    case = allocated_case.case
    log(fay, allocated_case.responsible, "visit", place_kind="office", both_facilitators=True, minutes=90)
    assert [side.label for side in rules.not_yet_seen(case)] == ["Person harmed"]
    assert Milestone.HARMED_SEEN not in reached(case)
    log(fay, allocated_case.harmed, "visit", result="not_there", place_kind="home")
    assert [side.label for side in rules.not_yet_seen(case)] == ["Person harmed"]
    assert Milestone.HARMED_SEEN not in reached(case)
    log(fay, allocated_case.harmed, "visit", place_kind="home")
    assert rules.not_yet_seen(case) == []
    assert {Milestone.HARMED_SEEN, Milestone.RESPONSIBLE_SEEN, Milestone.FIRST_CONTACT_HARMED} <= reached(
        case
    )


def test_a_visit_of_both_counts_hours_for_both(allocated_case, fay, second_facilitator, acting, coordinator):
    log(fay, allocated_case.harmed, "visit", place_kind="home", both_facilitators=True, minutes=90)
    acting(coordinator)
    assert {(e.user_id, e.minutes) for e in TimeEntry.objects.all()} == {
        (fay.pk, 90),
        (second_facilitator.pk, 90),
    }


@pytest.mark.requirement("EX-159")
def test_call_back_becomes_a_reminder_and_ends_with_the_next_call(allocated_case, fay, coordinator, acting):
    when = timezone.now() + dt.timedelta(days=2)
    contact = log(fay, allocated_case.harmed, "call", "no_answer", call_back_at=when)
    assert contact.attempt == 1
    reminder = Clock.objects.get(name="call-back", stopped_at__isnull=True)
    assert (reminder.due_at, reminder.role) == (when, "coordinator")
    assert reminder.link.endswith(f"/people/{allocated_case.harmed.pk}/contacts/log/")
    for _ in range(2):
        log(fay, allocated_case.harmed, "call", "no_answer")
    assert not Clock.objects.filter(name="call-back", stopped_at__isnull=True).exists()
    assert rules.attempts(allocated_case.harmed).used_up


def test_nothing_goes_on_after_stop_but_people_may_be_told(allocated_case, fay, coordinator, acting):
    acting(coordinator)
    set_stopped(by=coordinator, case=allocated_case.case, stopped=True)
    acting(fay)
    allocated_case.responsible.case.refresh_from_db()
    with pytest.raises(Refused, match="said stop"):
        log(fay, allocated_case.responsible)
    log(fay, allocated_case.responsible, purpose="inform")
    log(fay, allocated_case.responsible, direction="in")


def test_contact_belongs_to_one_side(allocated_case, fay, acting, coordinator, stranger):
    log(fay, allocated_case.harmed, note="Afraid of dogs.")
    acting(stranger)
    assert not Contact.objects.exists()


def test_whoever_was_told_after_a_stop_has_no_task_left_to_be_told(
    allocated_case, coordinator, facilitator, acting
):
    acting(coordinator)
    withdraw(by=coordinator, participant=allocated_case.harmed)
    allocated_case.responsible.case.refresh_from_db()
    acting(facilitator)
    told = Clock.objects.filter(name="tell-of-a-stop", stopped_at__isnull=True)
    log(facilitator, allocated_case.responsible, result="no_answer", purpose="inform")
    assert told.exists()
    log(facilitator, allocated_case.responsible, purpose="inform")
    assert not told.exists()
