"""Everybody who took part is looked after, staff included, before a case is closed."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import add_participant, reach, set_stopped
from amends.foundation.case.lifecycle import Milestone
from amends.foundation.clock.models import Clock
from amends.foundation.clock.rules import State, read
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.tests.costs import cost
from amends.journey.agreement import actions as agreements
from amends.journey.agreement.models import Point
from amends.journey.agreement.tests.cast import a_point, all_agree
from amends.journey.contact.models import Approach
from amends.journey.followup import actions
from amends.journey.followup.actions import Ended, close_case, code_outcome
from amends.journey.followup.models import Aftercare, Debrief, Help, SignOff, SupportRequest
from amends.journey.followup.rules.caring import check_cared_for, not_looked_after
from amends.journey.followup.rules.closing import Coded
from amends.journey.followup.tests.cast import ask_both
from amends.journey.meeting import actions as meetings
from amends.journey.meeting.models import Custody, Invitation
from amends.journey.meeting.tests.cast import hold_it

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


def today():
    return timezone.localdate()


@pytest.fixture
def after(held):
    """On the evening after the meeting."""
    with time_machine.travel(held.meeting.ends_at + dt.timedelta(hours=2), tick=True):
        yield held


def talked(by, item, **more):
    return actions.end_aftercare(
        by=by, item=item, ended=Ended(**{"state": "done", "on": today(), "needs_support": False, **more})
    )


def items():
    return Aftercare.objects.select_related("participant__case__service", "file").order_by("pk")


def invite(by, fence, *people):
    """More people who come, each under their initials."""
    for person in people:
        Invitation.objects.create(
            service_id=fence.case.service_id,
            case=fence.case,
            meeting=fence.meeting,
            participant=person,
            side=person.side,
            capacity="supporter",
            called=person.initials,
            answer="yes",
        )


@pytest.fixture
def full(confirmed, coordinator):
    """A meeting of six people and two facilitators, held; it is that evening."""
    fence = confirmed
    with acting_as(coordinator):
        more = [
            add_participant(by=coordinator, file=file, part="supporter", initials=initials)
            for file, initials in (
                (fence.harmed_file, "SA"),
                (fence.harmed_file, "SB"),
                (fence.responsible_file, "SC"),
                (fence.responsible_file, "SD"),
            )
        ]
        invite(coordinator, fence, *more)
    with (
        time_machine.travel(fence.meeting.ends_at + dt.timedelta(hours=2), tick=True),
        acting_as(coordinator),
    ):
        came = {i.pk: "came" for i in fence.meeting.invitations.all()}
        meetings.hold(
            by=coordinator,
            meeting=fence.meeting,
            began_at=fence.meeting.starts_at,
            ended_at=fence.meeting.ends_at,
            attendance=came,
            although="The supporters came without preparation.",
        )
        fence.case.refresh_from_db()
        fence.meeting.refresh_from_db()
        fence.meeting.case = fence.case
        yield fence


@pytest.mark.requirement("W8-244")
def test_six_people_and_two_facilitators_are_eight_items_before_anything_is_signed_off(full, coordinator):
    assert Aftercare.objects.count() == 6
    assert Debrief.objects.count() == 2
    with pytest.raises(Refused, match="Not looked after yet"):
        actions.sign_off(by=coordinator, meeting=full.meeting)
    for item in items():
        talked(coordinator, item)
    with pytest.raises(Refused, match="Fay Facilitates"):
        actions.sign_off(by=coordinator, meeting=full.meeting)
    for row in Debrief.objects.order_by("pk"):
        actions.end_debrief(by=coordinator, debrief=row, ended=Ended("declined", today()))
    assert actions.sign_off(by=coordinator, meeting=full.meeting).pk
    assert not Clock.objects.filter(name__in=("aftercare", "staff-debrief"), stopped_at__isnull=True).exists()


@pytest.mark.requirement("W8-150")
def test_who_was_not_talked_with_is_named_and_holds_the_end_up_unless_it_is_said_why(full, coordinator):
    for row in Debrief.objects.order_by("pk"):
        actions.end_debrief(by=coordinator, debrief=row, ended=Ended("done", today()))
    *others, last = items()
    for item in others:
        talked(coordinator, item)
    with pytest.raises(Refused, match=rf": {last.participant.initials}\."):
        check_cared_for(full.case)
    with pytest.raises(ValidationError, match="why it was not possible"):
        talked(coordinator, last, state="not_possible")
    talked(coordinator, Aftercare.objects.get(pk=last.pk), state="not_possible", note="Moved abroad")
    check_cared_for(full.case)


@pytest.mark.requirement("W8-244")
def test_prisoner_does_not_go_back_to_an_empty_cell(confirmed, coordinator):
    with acting_as(coordinator):
        Approach.objects.create(
            service_id=confirmed.case.service_id,
            file=confirmed.responsible_file,
            participant=confirmed.responsible,
            told_of_sentence="yes",
            in_custody=True,
        )
        hold_it(coordinator, confirmed)
        prison = Aftercare.objects.get(kind="prison")
        assert prison.participant == confirmed.responsible
        clock = Clock.objects.get(name="aftercare-prison", stopped_at__isnull=True)
        day = timezone.localtime(confirmed.meeting.ends_at).date()
        assert clock.due_at is not None
        assert timezone.localtime(clock.due_at).date() == day
        assert read(clock, clock.due_at + dt.timedelta(hours=1)).state is State.OVERDUE


@pytest.mark.parametrize("not_alone", [True, False])
def test_company_noted_at_the_meeting_is_not_asked_again(confirmed, coordinator, not_alone):
    with acting_as(coordinator):
        whose = {"service_id": confirmed.case.service_id, "file": confirmed.responsible_file}
        whose |= {"participant": confirmed.responsible, "meeting": confirmed.meeting}
        Approach.objects.create(
            service_id=confirmed.case.service_id,
            file=confirmed.responsible_file,
            participant=confirmed.responsible,
            told_of_sentence="yes",
            in_custody=True,
        )
        Custody.objects.create(**whose, support_kind="listener", support_name="on duty", advised_on=today())
        hold_it(coordinator, confirmed)
        assert not Clock.objects.filter(name="aftercare-prison").exists()
        evening = confirmed.meeting.ends_at + dt.timedelta(hours=2)
        with time_machine.travel(evening, tick=True):
            meetings.note_custody_support(
                by=coordinator,
                meeting=confirmed.meeting,
                participant=confirmed.responsible,
                not_alone=not_alone,
                given_at=evening,
            )
        assert Aftercare.objects.get(kind="prison").state == ("done" if not_alone else "open")


@pytest.mark.requirement("EX-110")
@pytest.mark.parametrize("ended", ["answer", "reason"])
def test_request_for_support_is_followed_to_an_answer_before_the_case_is_closed(after, coordinator, ended):
    with acting_as(coordinator):
        for row in Debrief.objects.order_by("pk"):
            actions.end_debrief(by=coordinator, debrief=row, ended=Ended("done", today()))
        harmed, responsible = items()
        with pytest.raises(ValidationError, match="whether they need more support"):
            talked(coordinator, harmed, needs_support=None)
        harmed.refresh_from_db()
        talked(
            coordinator,
            harmed,
            needs_support=True,
            support_kind="Somebody to talk to",
            support_body="Victim Support",
        )
        talked(coordinator, responsible)
        for milestone in (Milestone.WRITTEN_UP, Milestone.FEEDBACK_DONE):
            reach(by=coordinator, case=after.case, milestone=milestone)
        code_outcome(by=coordinator, case=after.case, coded=Coded("meeting_held", "agreement"))
        with pytest.raises(Refused, match="has not been answered"):
            close_case(by=coordinator, case=after.case)
        asked = SupportRequest.objects.select_related("file").get()
        assert Clock.objects.get(name="support-answer", stopped_at__isnull=True).file == after.harmed_file
        with pytest.raises(Refused, match="what they answered"):
            actions.note_support_answer(by=coordinator, request=asked, accepted=None, on=None)
        if ended == "answer":
            actions.note_support_answer(by=coordinator, request=asked, accepted=True, on=today())
        else:
            actions.note_support_answer(
                by=coordinator, request=asked, accepted=None, on=None, why_unanswered="She found somebody"
            )
        assert not close_case(by=coordinator, case=after.case).is_open


def test_after_letters_everybody_asked_is_looked_after_as_well(coordinator, a_case):
    ask_both(coordinator, a_case.case, a_case.harmed, way="indirect")
    assert items().get().participant == a_case.harmed
    assert not Debrief.objects.exists()


def test_nobody_is_reached_for_it_after_a_stop(after, coordinator):
    with acting_as(coordinator):
        set_stopped(by=coordinator, case=after.case, stopped=True)
        after.case.refresh_from_db()
        check_cared_for(after.case)


def test_facilitator_of_one_side_reads_no_initials_of_the_other(after, coordinator, facilitator):
    with acting_as(coordinator):
        after.responsible_file.grants.filter(user=facilitator).update(ended_at=timezone.now())
    with acting_as(facilitator):
        left = not_looked_after(after.case)
        assert after.harmed.initials in left
        assert after.responsible.initials not in left
        assert "somebody whose file you may not open" in left
        assert items().get().participant == after.harmed


def test_debrief_of_one_is_not_read_by_the_other(after, facilitator, second_facilitator, coordinator):
    with acting_as(facilitator):
        own = Debrief.objects.get()
        assert own.user == facilitator
        actions.end_debrief(by=facilitator, debrief=own, ended=Ended("done", today(), note="Tired"))
    with acting_as(second_facilitator):
        assert Debrief.objects.get().user == second_facilitator
    with acting_as(coordinator):
        assert Debrief.objects.count() == 2
        with pytest.raises(Refused, match="done already"):
            actions.end_debrief(by=coordinator, debrief=own, ended=Ended("done", today()))


@pytest.mark.requirement("PF-117")
def test_practitioner_is_debriefed_and_promises_help_tied_to_points(
    after, facilitator, coordinator, client, sign_in
):
    clock = Clock.objects.get(name="staff-debrief", owner=facilitator, stopped_at__isnull=True)
    assert clock.link == reverse("followup:case", args=[after.case.number])
    with acting_as(coordinator):
        agreement = agreements.draft(by=coordinator, case=after.case, made_on=today(), way="meeting")
        a_point(coordinator, agreement)
        all_agree(coordinator, agreement)
        agreements.make_final(by=coordinator, agreement=agreement)
        point = Point.objects.get()
    sign_in(client, facilitator)
    page = client.get(reverse("followup:help", args=[after.responsible.pk])).text
    assert "Mend the fence" in page
    due = today() + dt.timedelta(days=4)
    sent = {"point": point.pk, "words": "Lend him the tools"}
    sent |= {"due_day": due.day, "due_month": due.month, "due_year": due.year}
    assert client.post(reverse("followup:help", args=[after.responsible.pk]), sent).status_code == 302
    with acting_as(facilitator):
        row = Help.objects.get()
        assert (row.point, row.due) == (point, due)
        actions.note_help_given(by=facilitator, help_=row, on=today())
        assert not Clock.objects.filter(name="practical-help", stopped_at__isnull=True).exists()
    assert "Lend him the tools" in client.get(reverse("followup:person", args=[after.responsible.pk])).text


def test_pages_of_aftercare_lead_from_the_case_to_the_end(after, coordinator, client, sign_in):
    sign_in(client, coordinator)
    number = after.case.number
    shown = client.get(reverse("followup:case", args=[number])).text
    assert shown.count("Still to be done") == 4
    with acting_as(coordinator):
        care, debriefs = list(items()), list(Debrief.objects.order_by("pk"))
    day = {"on_day": today().day, "on_month": today().month, "on_year": today().year}
    for item in care:
        sent = {"state": "done", "needs_support": "no", "note": "Well", **day}
        address = reverse("followup:aftercare", args=[item.participant_id, item.pk])
        assert client.post(address, sent).status_code == 302
    for row in debriefs:
        address = reverse("followup:debrief", args=[number, row.pk])
        assert client.post(address, {"state": "done", **day}).status_code == 302
    client.post(reverse("followup:sign_off", args=[number, after.meeting.pk]))
    with acting_as(coordinator):
        assert SignOff.objects.get().meeting == after.meeting
    assert "Signed off on" in client.get(reverse("followup:case", args=[number])).text


@pytest.mark.parametrize("name", ["case", "person"])
def test_pages_of_aftercare_stay_quick(after, coordinator, client, sign_in, name):
    sign_in(client, coordinator)
    about = {"case": after.case.number, "person": after.harmed.pk}[name]
    address = reverse(f"followup:{name}", args=[about])
    before = cost(client, address)
    assert before <= MOST_QUERIES
    with acting_as(coordinator):
        for number in range(8):
            actions.ask_for_support(
                by=coordinator, participant=after.harmed, kind=f"Thing {number}", body="Council", on=today()
            )
    assert cost(client, address) == before
