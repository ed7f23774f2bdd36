"""Somebody in a confirmed meeting is found unsuitable or not sure any more: it waits to be decided, and leaks nothing."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from icalendar import Calendar

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import add_participant
from amends.foundation.case.models import FileGrant, Participant
from amends.foundation.clock.models import Clock
from amends.foundation.documents.models import Document
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.models import Message, Notice
from amends.foundation.pages.tests.costs import cost
from amends.journey.consent.actions import withdraw
from amends.journey.consent.tests.cast import agree, refuse
from amends.journey.meeting import actions
from amends.journey.meeting.actions.printing import print_paper
from amends.journey.meeting.models import Booking, Doubt, Invitation, Meeting
from amends.journey.meeting.papers import make_running_order
from amends.journey.meeting.tests.cast import at, hold_it, in_the_hall
from amends.journey.meeting.tests.test_pages import address
from amends.journey.preparation.actions import find_supporter
from amends.journey.preparation.tests.cast import may_come
from amends.journey.suitability.tests.cast import judged

WHY = "Found not suitable for a meeting"
HARM = {"means_harm": "yes", "means_harm_comment": "She will pay for this."}


def fresh(fence):
    return Meeting.objects.select_related("case__service", "venue").get(pk=fence.meeting.pk)


def unsuitable(by, fence, who="responsible", **changes):
    """Found not suitable after a talk today."""
    answers = HARM if who == "responsible" else {"fear_or_threat": "yes", "fear_or_threat_comment": "Of him."}
    given = {"answers": answers, "interviewed_on": timezone.localdate(), **changes}
    return judged(by, getattr(fence, who), **given)


def supporter(by, fence, side="harmed"):
    """Somebody who is to come beside one of them."""
    of = getattr(fence, side)
    person = add_participant(by=by, file=of.file, initials="SU", part=Participant.Part.SUPPORTER, of=of)
    agree(by, person, "take_part")
    may_come(by, person)
    invitation = actions.invite(by=by, meeting=fresh(fence), participant=person)
    actions.answer(by=by, invitation=invitation, details={"answer": "yes"})
    return person


def decide(by, fence, decision):
    return actions.decide_on_hold(by=by, meeting=fresh(fence), decision=decision)


def running(name):
    return Clock.objects.filter(name=name, stopped_at__isnull=True)


CAUSES: dict[str, Any] = {
    "after a visit": unsuitable,
    "letters only": lambda by, f: judged(
        by, f.responsible, answers={"willing_to_meet": "no"}, indirect_only=True
    ),
    "not sure of meeting": lambda by, f: refuse(by, f.harmed, "meeting", "unsure"),
    "not sure of taking part": lambda by, f: refuse(by, f.harmed, "take_part", "unsure"),
    "supporter unsuitable": lambda by, f: find_supporter(
        by=by, participant=f.supporter, suitable=False, reason="Shouts.", relationship="sister"
    ),
    "supporter leaves": lambda by, f: withdraw(by=by, participant=f.supporter),
}


@pytest.mark.parametrize("cause", list(CAUSES))
def test_confirmed_meeting_waits_and_is_not_called_off_by_itself(confirmed, coordinator, cause):
    confirmed.supporter = supporter(coordinator, confirmed)
    CAUSES[cause](coordinator, confirmed)
    meeting = fresh(confirmed)
    assert (meeting.state, meeting.is_on_hold) == ("confirmed", True)
    assert Booking.objects.filter(freed=False).exists()
    assert running("meeting-on-hold").get().role == "coordinator"
    assert running("meeting-waits").get().role == "facilitator"
    assert not running("meeting-day").exists()
    with pytest.raises(Refused, match="on hold"):
        hold_it(coordinator, confirmed, although="It was a fine day.")


def test_manager_who_finds_it_unsuitable_holds_it_up_as_well(confirmed, coordinator, manager):
    with acting_as(manager):
        found = {"outcome": "not_suitable", "grounds": ["safety"], "interviewed_on": timezone.localdate()}
        judged(manager, confirmed.responsible, made_as="manager", **found)
    with acting_as(coordinator):
        assert fresh(confirmed).is_on_hold


def test_coordinator_and_both_facilitators_hear_at_once_and_read_why(
    confirmed, coordinator, facilitator, second_facilitator
):
    unsuitable(coordinator, confirmed)
    told = Notice.objects.filter(words__contains="is on hold")
    assert {notice.user_id for notice in told} == {
        coordinator.pk,
        facilitator.pk,
        second_facilitator.pk,
    }
    assert all(WHY in notice.words for notice in told)
    assert not any(each in notice.words for notice in told for each in ("Rhys", "RP", "Hanna", "HH"))
    unsuitable(coordinator, confirmed)
    assert Notice.objects.filter(words__contains="is on hold").count() == len(told)


def test_whoever_works_with_the_other_side_learns_that_it_waits_and_nothing_of_why(
    client, sign_in, confirmed, coordinator, facilitator, acting
):
    grants = FileGrant.objects.filter(file=confirmed.responsible_file, user=facilitator)
    grants.update(ended_at=timezone.now())
    unsuitable(coordinator, confirmed)
    notice = Notice.objects.get(user=facilitator, words__contains="is on hold")
    assert WHY not in notice.words
    acting(facilitator)
    assert not Doubt.objects.exists()
    assert not any(WHY.lower() in clock.title.lower() for clock in Clock.objects.all())
    sign_in(client, facilitator)
    for name in ("show", "day", "on_hold"):
        page = client.get(address(name, confirmed.case)).text
        assert "On hold: somebody has to decide" in page
        assert "not suitable" not in page
        assert "RP:" not in page
    assert "What becomes of the meeting" not in client.get(address("on_hold", confirmed.case)).text
    acting(facilitator)
    for decision in ("goes_on", "put_off", "called_off"):
        with pytest.raises(Refused, match="both sides"):
            decide(facilitator, confirmed, decision)


def test_stranger_and_prison_officer_find_no_such_page(client, sign_in, confirmed, coordinator, stranger):
    unsuitable(coordinator, confirmed)
    assert sign_in(client, stranger).get(address("on_hold", confirmed.case)).status_code == 404


def test_what_has_not_gone_out_does_not_go_and_goes_when_it_is_decided(confirmed, coordinator):
    about = Message.objects.filter(subject_key=f"meeting:{confirmed.meeting.pk}")
    mine = about.get(to_participant=confirmed.harmed)
    Message.objects.filter(pk=mine.pk).update(state="sent", sent_at=timezone.now())
    unsuitable(coordinator, confirmed)
    assert set(about.values_list("to_participant", "state")) == {
        (confirmed.harmed.pk, "sent"),
        (confirmed.responsible.pk, "stopped"),
    }
    judged(coordinator, confirmed.responsible)
    decide(coordinator, confirmed, "goes_on")
    assert about.filter(to_participant=confirmed.harmed).count() == 1
    assert about.filter(to_participant=confirmed.responsible, state="queued").count() == 1
    assert not Invitation.objects.filter(confirmed_at__isnull=True).exists()


def test_nobody_is_asked_and_nothing_is_changed_or_printed_meanwhile(confirmed, coordinator, hall):
    guest = actions.invite(by=coordinator, meeting=fresh(confirmed), called="Nia", capacity="affected")
    pack = make_running_order(by=coordinator, meeting=fresh(confirmed))
    unsuitable(coordinator, confirmed)
    meeting = fresh(confirmed)
    for act in (
        lambda: actions.invite(by=coordinator, meeting=meeting, called="Olu", capacity="affected"),
        lambda: actions.answer(
            by=coordinator,
            invitation=Invitation.objects.select_related("meeting__case").get(pk=guest.pk),
            details={"answer": "asked"},
        ),
        lambda: actions.change(by=coordinator, meeting=meeting, wanted=in_the_hall(hall, at(15), at(17))),
        lambda: print_paper(by=coordinator, meeting=meeting, make=make_running_order),
    ):
        with pytest.raises(Refused, match="on hold"), transaction.atomic():
            act()
    assert Document.objects.filter(template="meeting-running-order").get() == pack


def test_pack_that_was_printed_before_says_so_and_is_not_printed_again(
    client, sign_in, confirmed, coordinator
):
    sign_in(client, coordinator)
    assert client.post(address("paper", confirmed.case, "running-order")).status_code == 302
    with acting_as(coordinator):
        pack = Document.objects.get(template="meeting-running-order")
        unsuitable(coordinator, confirmed)
    shown = client.get(f"/documents/{pack.pk}/").text
    assert "This meeting is on hold" in shown
    assert "Print (PDF)" not in shown
    assert "on hold" in client.post(address("paper", confirmed.case, "running-order"), follow=True).text


def test_board_day_and_calendar_say_on_hold_and_the_page_stays_within_its_queries(
    client, sign_in, confirmed, coordinator
):
    unsuitable(coordinator, confirmed)
    sign_in(client, coordinator)
    for name in ("show", "day"):
        page = client.get(address(name, confirmed.case)).text
        assert "On hold: RP: found not suitable for a meeting" in page
        assert "It took place" not in page.replace("Afterwards: it took place", "")
    (event,) = Calendar.from_ical(client.get(address("calendar", confirmed.case)).content).walk("VEVENT")
    assert str(event["summary"]).startswith("On hold")
    assert event["status"] == "TENTATIVE"
    assert "suitable" not in str(event)
    for name in ("show", "on_hold"):
        assert cost(client, address(name, confirmed.case)) <= 12


def test_it_goes_on_only_when_the_judgement_is_corrected_and_somebody_entitled_says_so(
    client, sign_in, confirmed, coordinator, facilitator
):
    unsuitable(coordinator, confirmed)
    sign_in(client, coordinator)
    refused = client.post(address("on_hold", confirmed.case), {"decision": "goes_on"}).text
    assert "What stands against it still stands. RP: found not suitable for a meeting." in refused
    with acting_as(coordinator):
        judged(coordinator, confirmed.responsible)
        assert fresh(confirmed).is_on_hold
        assert Notice.objects.filter(user=facilitator, words__contains="can be decided").exists()
    assert "is put right" in client.get(address("on_hold", confirmed.case)).text
    with acting_as(facilitator), pytest.raises(Refused, match="role does not allow"):
        decide(facilitator, confirmed, "goes_on")
    assert client.post(address("on_hold", confirmed.case), {"decision": "goes_on"}).status_code == 302
    with acting_as(coordinator):
        meeting = fresh(confirmed)
        assert (meeting.state, meeting.on_hold_since) == ("confirmed", None)
        assert not running("meeting-on-hold").exists()
        assert not running("meeting-waits").exists()
        assert running("meeting-day").count() == 1
        confirmed.meeting = meeting
        hold_it(coordinator, confirmed, although="")
        assert fresh(confirmed).state == "held"


def test_what_is_wrong_besides_holds_it_back_as_well(confirmed, coordinator):
    refuse(coordinator, confirmed.harmed, "meeting", "unsure")
    unsuitable(coordinator, confirmed)
    judged(coordinator, confirmed.responsible)
    with pytest.raises(Refused, match="no clear yes") as refusal:
        decide(coordinator, confirmed, "goes_on")
    assert refusal.value.field == "decision"
    agree(coordinator, confirmed.harmed, "meeting")
    assert decide(coordinator, confirmed, "goes_on").on_hold_since is None


def test_supporter_who_stays_away_holds_nothing_up(confirmed, coordinator):
    confirmed.supporter = supporter(coordinator, confirmed)
    CAUSES["supporter unsuitable"](coordinator, confirmed)
    invitation = Invitation.objects.select_related("meeting__case", "participant").get(
        participant=confirmed.supporter
    )
    actions.answer(by=coordinator, invitation=invitation, details={"answer": "no"})
    assert decide(coordinator, confirmed, "goes_on").state == "confirmed"


@pytest.mark.parametrize("who", ["facilitator", "coordinator"])
def test_put_off_frees_the_rooms_tells_who_knew_and_looks_for_another_day(
    request, confirmed, coordinator, hall, who
):
    user = request.getfixturevalue(who)
    Message.objects.filter(to_participant=confirmed.harmed).update(state="sent", sent_at=timezone.now())
    unsuitable(coordinator, confirmed)
    with acting_as(user):
        off = decide(user, confirmed, "put_off")
    assert (off.state, off.cancelled_because) == ("cancelled", "put_off")
    assert not Booking.objects.filter(freed=False).exists()
    assert not running("meeting-on-hold").exists()
    assert running("task-tell-meeting-is-off").get().file_id == confirmed.harmed_file.pk
    assert running("meeting-another-day").count() == 1
    judged(coordinator, confirmed.responsible)
    later = in_the_hall(hall, at(14, days=9), at(16, days=9))
    actions.plan(by=coordinator, case=confirmed.case, wanted=later)
    assert not running("meeting-another-day").exists()


def test_called_off_leaves_nothing_waiting(confirmed, coordinator):
    unsuitable(coordinator, confirmed)
    decide(coordinator, confirmed, "called_off")
    assert fresh(confirmed).state == "cancelled"
    assert not Doubt.objects.filter(settled_at__isnull=True).exists()
    assert not running("meeting-another-day").exists()
    with pytest.raises(Refused, match="not on hold"):
        decide(coordinator, confirmed, "goes_on")


def test_no_of_a_party_calls_it_off_at_once_and_the_coordinator_hears_it_too(
    confirmed, coordinator, facilitator, second_facilitator
):
    unsuitable(coordinator, confirmed)
    with acting_as(facilitator):
        refuse(facilitator, confirmed.harmed, "meeting", "withdrawn")
    assert fresh(confirmed).state == "cancelled"
    told = set(Notice.objects.filter(words__endswith="the meeting is off.").values_list("user", flat=True))
    assert told == {coordinator.pk, second_facilitator.pk}
    assert not running("meeting-on-hold").exists()
    assert not Doubt.objects.filter(settled_at__isnull=True).exists()


def test_stop_of_the_whole_case_leaves_no_doubt_open(confirmed, coordinator):
    unsuitable(coordinator, confirmed)
    withdraw(by=coordinator, participant=confirmed.harmed)
    assert fresh(confirmed).state == "cancelled"
    assert not Doubt.objects.filter(settled_at__isnull=True).exists()


def test_meeting_that_is_only_planned_or_over_is_not_put_on_hold(ahead, coordinator):
    unsuitable(coordinator, ahead)
    assert not Doubt.objects.exists()
    assert fresh(ahead).on_hold_since is None


def test_supporter_found_unsuitable_before_it_is_confirmed_holds_the_confirmation_back(ahead, coordinator):
    ahead.supporter = supporter(coordinator, ahead)
    CAUSES["supporter unsuitable"](coordinator, ahead)
    with pytest.raises(Refused, match="not suitable to be there: SU"):
        actions.confirm(by=coordinator, meeting=fresh(ahead))


def test_found_right_for_letters_only_it_is_not_confirmed(ahead, coordinator):
    CAUSES["letters only"](coordinator, ahead)
    with pytest.raises(Refused, match="not for a meeting"):
        actions.confirm(by=coordinator, meeting=fresh(ahead))


def test_what_comes_out_the_day_after_holds_nothing_up(confirmed, coordinator):
    with time_machine.travel(confirmed.meeting.ends_at + dt.timedelta(hours=2), tick=True):
        unsuitable(coordinator, confirmed)
        assert not fresh(confirmed).is_on_hold


def test_database_lets_no_meeting_on_hold_take_place(confirmed, coordinator):
    unsuitable(coordinator, confirmed)
    with pytest.raises(IntegrityError, match="on_hold_does_not_take_place"), transaction.atomic():
        Meeting.objects.filter(pk=confirmed.meeting.pk).update(state="held")
    first = Doubt.objects.get()
    twin = Doubt(
        **{
            name: getattr(first, name) for name in ("service_id", "file_id", "meeting", "participant", "kind")
        },
        raised_by=coordinator,
    )
    with pytest.raises(ValidationError, match="holds the meeting up already"):
        twin.full_clean()
