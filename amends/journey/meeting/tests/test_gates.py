"""What holds a confirmation back for the people who come: explained, prepared, everybody affected, times, vetting."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.models import Notice
from amends.foundation.people.actions import add_person
from amends.journey.consent.models import Standing
from amends.journey.meeting import actions
from amends.journey.meeting.models import Invitation, Meeting
from amends.journey.meeting.rules import around, board, warnings_of
from amends.journey.meeting.rules.confirming import check_affected
from amends.journey.meeting.rules.holding import not_told
from amends.journey.meeting.rules.readiness import COLUMNS
from amends.journey.meeting.tests.cast import MET, at, confirm, in_the_hall
from amends.journey.meeting.tests.test_pages import address, planned
from amends.journey.preparation.actions import add_unavailable, keep_affected, keep_measure, prepare
from amends.journey.preparation.models import Affected, Preparation
from amends.journey.preparation.rules.record import EXPLAIN
from amends.journey.preparation.tests.cast import may_come
from amends.journey.risk.actions import Finding, assess
from amends.journey.risk.tests.cast import NO_HARM
from amends.service.workforce.models import Vetting

TODAY = timezone.localdate


@pytest.fixture
def sister(ahead, coordinator):
    """A supporter of the person harmed, not assessed and not prepared."""
    details = {"full_name": "Sia Sister"}
    found = add_person(
        by=coordinator, file=ahead.harmed_file, details=details, part="supporter", of=ahead.harmed
    ).participant
    assess(
        by=coordinator,
        participant=found,
        moment="before_meeting",
        finding=Finding(level="low", reasons=["quiet"], safeguards="two facilitators", answers=NO_HARM),
    )
    return found


def affected(by, fence, *names, **details):
    given = {"link": "Heard it all night", "source": "side", **details}
    return [
        keep_affected(
            by=by, file=fence.harmed_file, participant=fence.harmed, details={"name": name, **given}
        )
        for name in names
    ]


@pytest.mark.requirement("W8-148")
def test_supporter_is_on_the_list_only_when_assessed_and_prepared(ahead, sister, coordinator):
    with pytest.raises(Refused, match="has not been assessed yet"):
        actions.invite(by=coordinator, meeting=ahead.meeting, participant=sister)
    may_come(coordinator, sister)
    assert actions.invite(by=coordinator, meeting=ahead.meeting, participant=sister).capacity == "supporter"


@pytest.mark.requirement("EX-113")
def test_supporter_to_whom_the_risks_were_not_explained_is_not_confirmed_and_the_blank_is_named(
    client, sign_in, ahead, sister, coordinator
):
    may_come(coordinator, sister)
    row = actions.invite(by=coordinator, meeting=ahead.meeting, participant=sister)
    kept = Preparation.objects.get(participant=sister)
    kept.told.pop("risks")
    kept.save()
    sign_in(client, coordinator)
    said = {"answer": "yes", "called": "Sia"}
    answer = client.post(address("invited", ahead.case, row.pk), said)
    assert EXPLAIN["risks"] in answer.text
    assert EXPLAIN["process"] not in answer.text
    assert Invitation.objects.get(pk=row.pk).answer == "not_asked"
    prepare(by=coordinator, participant=sister, explained=["risks"], texts={})
    assert client.post(address("invited", ahead.case, row.pk), said).status_code == 302


@pytest.mark.requirement("KM-030")
def test_confirmation_waits_until_the_person_harmed_was_asked_who_else_was_affected(ahead, coordinator):
    Preparation.objects.update(others_asked_on=None)
    with pytest.raises(Refused, match="who else was affected: HH"):
        confirm(coordinator, ahead)
    prepare(
        by=coordinator, participant=ahead.harmed, explained=[], texts={}, more={"others_asked_on": TODAY()}
    )
    assert confirm(coordinator, ahead).state == "confirmed"


@pytest.mark.requirement("W8-158", "KM-030")
def test_of_five_affected_the_two_not_asked_each_need_a_reason(client, sign_in, ahead, coordinator):
    rows = affected(coordinator, ahead, "Ann", "Bea", "Cal", "Dee", "Eva")
    sign_in(client, coordinator)
    for row in rows[:3]:
        said = {"affected": row.pk, "parties_know": ""}
        assert "Tell both main parties first" in client.post(address("invite", ahead.case), said).text
        assert client.post(address("invite", ahead.case), {**said, "parties_know": "on"}).status_code == 302
    with pytest.raises(Refused, match=r"left out for a reason: Dee, Eva\."):
        confirm(coordinator, ahead)
    why = {"not_invited_because": "Lives abroad"}
    keep_affected(by=coordinator, file=ahead.harmed_file, details=why, row=rows[3])
    with pytest.raises(Refused, match=r"reason: Eva\."):
        confirm(coordinator, ahead)
    keep_affected(by=coordinator, file=ahead.harmed_file, details=why, row=rows[4])
    invitation = Invitation.objects.get(affected=rows[0])
    actions.answer(by=coordinator, invitation=invitation, details={"answer": "no"})
    assert Invitation.objects.get(affected=rows[0]).invited_on == TODAY()
    assert confirm(coordinator, ahead).state == "confirmed"
    assert "Ann" in client.get(address("show", ahead.case)).text


def test_whoever_sees_one_side_is_not_told_who_was_named_on_the_other(ahead, coordinator, facilitator):
    affected(coordinator, ahead, "Ann Unknown")
    ahead.harmed_file.grants.all().delete()
    with acting_as(facilitator), pytest.raises(Refused, match="still to be done") as refusal:
        check_affected(Meeting.objects.select_related("case").get())
    assert "Ann" not in str(refusal.value)
    assert Affected.objects.count() == 1


@pytest.mark.requirement("PF-115")
def test_measure_afterwards_without_anybody_is_red_on_the_board_and_not_ready(ahead, coordinator):
    details = {"words": "A call that evening", "when": "after", "agreed_with_person": True}
    keep_measure(by=coordinator, participant=ahead.responsible, details=details)
    assert "RP: A call that evening (nobody answers for it)" in [r.words for r in board(ahead.meeting).red]
    with pytest.raises(Refused, match="Support is not in place"):
        confirm(coordinator, ahead)


def test_each_unprepared_person_is_a_red_light_with_its_reason(ahead, coordinator):
    Preparation.objects.filter(participant=ahead.harmed).update(prepared_on=None, prepared_by=None)
    Preparation.objects.filter(participant=ahead.responsible).delete()
    red = [light.words for light in board(ahead.meeting).red]
    assert "HH: not prepared yet, not signed off" in red
    assert "RP: not prepared yet, 5 points not explained" in red


def test_two_of_one_family_with_the_same_initials_have_lights_of_their_own(ahead, coordinator):
    brother = add_person(
        by=coordinator, file=ahead.harmed_file, details={"full_name": "Harry Harmed"}
    ).participant
    Invitation.objects.create(
        service=ahead.case.service,
        case=ahead.case,
        meeting=ahead.meeting,
        participant=brother,
        side=brother.side,
        capacity="party",
        called="Harry",
    )
    hers, his = (line for line in board(ahead.meeting).people if line.who == "HH, person harmed")
    at_risk, suits = COLUMNS.index("Risk"), COLUMNS.index("Suitable")
    assert (hers.lights[at_risk].ok, hers.lights[suits].ok) == (True, True)
    assert his.lights[at_risk].words == "HH: risk not assessed yet"
    assert his.lights[suits].words == "HH: suitability not judged by the facilitators yet"


@pytest.mark.requirement("W8-284")
def test_clash_with_childcare_is_shown_before_the_date_is_saved(client, sign_in, prepared, coordinator, hall):
    fence = prepared()
    day = at(15).weekday()
    times = {"days": [day], "from_time": dt.time(15), "until_time": dt.time(16, 30), "why": "childcare"}
    add_unavailable(by=coordinator, participant=fence.harmed, details=times)
    sign_in(client, coordinator)
    assert "HH, " in client.get(address("plan", fence.case)).text
    wanted = planned(hall, starts="15:00", ends="17:00")
    page = client.post(address("plan", fence.case), wanted)
    assert "Somebody cannot come then: HH" in page.text
    assert not Meeting.objects.exists()
    assert client.post(address("plan", fence.case), {**wanted, "despite": "on"}).status_code == 302
    assert Meeting.objects.count() == 1


def test_facilitator_whose_vetting_lapses_before_the_day_is_named_with_it(
    client, sign_in, prepared, coordinator, facilitator, hall
):
    fence = prepared()
    ends = TODAY() + dt.timedelta(days=2)
    Vetting.objects.filter(facilitator__user=facilitator).update(valid_until=ends)
    sign_in(client, coordinator)
    page = client.post(address("plan", fence.case), planned(hall, notes="keep me"))
    assert f"Vetting runs out before the meeting: {facilitator.name}, {ends.day} {ends:%B %Y}." in page.text
    assert "keep me" in page.text
    assert not Meeting.objects.exists()


def test_vetting_that_lapses_after_planning_holds_the_confirmation(ahead, coordinator, facilitator):
    Vetting.objects.filter(facilitator__user=facilitator).update(valid_until=TODAY() + dt.timedelta(days=1))
    with pytest.raises(Refused, match="Vetting runs out"):
        confirm(coordinator, ahead)


@pytest.mark.requirement("W8-279")
def test_what_goes_on_next_door_becomes_a_task_when_nobody_asked(client, sign_in, ahead, coordinator):
    row = ahead.meeting.arrangements.get(key="next_door")
    actions.settle(by=coordinator, arrangement=row, state="open")
    sign_in(client, coordinator)
    page = client.post(address("confirm", ahead.case), follow=True)
    assert "Nobody has asked yet what goes on next door" in page.text
    task = Clock.objects.get(name="task-look-next-door")
    actions.settle(by=coordinator, arrangement=row, state="yes", said_by="Caretaker")
    task.refresh_from_db()
    assert task.ended == "met"


@pytest.mark.requirement("W8-279")
def test_register_keeps_what_was_seen_of_a_place_and_the_board_says_what_is_wrong(
    client, sign_in, coordinator, ahead
):
    hall = ahead.meeting.venue
    sign_in(client, coordinator)
    said = {
        "name": hall.name,
        "kind": "office",
        "address": hall.address,
        "access": "Lift",
        "parking": "Behind the church",
        "is_private": "on",
        "gate_minutes": "0",
        "notice_working_days": "0",
        "in_use": "on",
        "checked": "on",
    }
    assert client.post(reverse("meeting:venue", args=[hall.pk]), said).status_code == 302
    hall.refresh_from_db()
    assert (hall.checked_by, hall.checked_on, hall.parking) == (coordinator, TODAY(), "Behind the church")
    page = client.get(address("show", ahead.case)).text
    assert "not neutral ground" in page
    assert "not quiet" in page
    assert "Behind the church" in client.get(reverse("meeting:venues")).text


@pytest.mark.requirement("W8-280")
def test_one_room_from_the_very_start_is_warned_of_twice(prepared, coordinator, hall):
    wanted = in_the_hall(hall, second=None, rooms_from=dt.time(14))
    meeting = actions.plan(by=coordinator, case=prepared().case, wanted=wanted)
    found = " ".join(warnings_of(meeting, around(meeting)))
    assert "no second room" in found
    assert "from 13:30" in found
    both = actions.change(by=coordinator, meeting=meeting, wanted=in_the_hall(hall))
    found = " ".join(warnings_of(both, around(both)))
    assert "second room" not in found
    assert "not ours" not in found
    with pytest.raises(Refused, match="would not be ours"):
        actions.change(by=coordinator, meeting=both, wanted=in_the_hall(hall, rooms_from=dt.time(14, 30)))


@pytest.mark.requirement("W8-106")
def test_offender_manager_not_asked_is_a_warning_and_a_task_until_they_are(
    client, sign_in, ahead, coordinator
):
    sign_in(client, coordinator)
    Standing.objects.create(
        service_id=ahead.case.service_id,
        file=ahead.responsible_file,
        participant=ahead.responsible,
        status="statutory",
        rests_on="order",
        since=TODAY(),
        noted_by=coordinator,
    )
    page = client.post(address("confirm", ahead.case), follow=True)
    assert "offender manager was not asked" in page.text
    task = Clock.objects.get(name="task-ask-offender-manager")
    said = {"called": "Omar Manager", "capacity": "manager"}
    assert client.post(address("invite", ahead.case), said).status_code == 302
    row = Invitation.objects.get(capacity="manager")
    actions.answer(by=coordinator, invitation=row, details={"answer": "yes"})
    task.refresh_from_db()
    row.refresh_from_db()
    assert (task.ended, row.invited_on, row.answer) == ("met", TODAY(), "yes")


def test_voluntary_case_asks_for_no_offender_manager(client, sign_in, ahead, coordinator):
    sign_in(client, coordinator)
    page = client.post(address("confirm", ahead.case), follow=True)
    assert "offender manager" not in page.text
    assert not Clock.objects.filter(name="task-ask-offender-manager").exists()


@pytest.mark.requirement("W8-184", "W8-187")
def test_everybody_who_was_not_told_is_named_when_the_meeting_begins(
    client, sign_in, ahead, sister, coordinator
):
    may_come(coordinator, sister)
    actions.invite(by=coordinator, meeting=ahead.meeting, participant=sister, called="Sia")
    row = actions.invite(by=coordinator, meeting=ahead.meeting, called="Ivo", capacity="interpreter")
    assert [i.called for i in not_told(ahead.meeting)] == ["Sia", "Ivo"]
    sign_in(client, coordinator)
    for page in ("held", "day"):
        text = client.get(address(page, ahead.case)).text
        assert "Not told yet that nothing is recorded" in text
        assert "Sia" in text
    details = {**MET, "confidentiality_on": TODAY(), "told_no_recording_on": None}
    actions.set_care(by=coordinator, meeting=ahead.meeting, participant=sister, details=details)
    told = {"told_no_recording_on": TODAY(), "confidential_on": TODAY(), "answer": "yes"}
    actions.answer(by=coordinator, invitation=row, details=told)
    assert [i.called for i in not_told(ahead.meeting)] == ["Sia"]
    details = {**details, "told_no_recording_on": TODAY()}
    actions.set_care(by=coordinator, meeting=ahead.meeting, participant=sister, details=details)
    assert not_told(ahead.meeting) == []


@pytest.mark.requirement("W8-187")
def test_recording_all_the_same_is_said_to_the_manager_at_once(
    client, sign_in, ahead, coordinator, manager, facilitator, acting
):
    page = reverse("meeting:recording", args=[ahead.responsible.pk])
    day = TODAY()
    said = {
        "what": "A telephone lay on the table, running",
        "seen_on_day": day.day,
        "seen_on_month": day.month,
        "seen_on_year": day.year,
        "action": "It was deleted before us.",
    }
    assert "A telephone lay" in sign_in(client, coordinator).post(page, said, follow=True).text
    ahead.responsible_file.grants.all().delete()
    assert sign_in(client, facilitator).get(page).status_code == 404
    acting(manager)
    notice = Notice.objects.get(user=manager, words__contains="recorded what nobody may record")
    assert "telephone" not in notice.words


@pytest.mark.requirement("W8-157")
def test_measure_that_relies_on_the_officer_is_not_in_place_before_they_say_yes(
    client, sign_in, ahead, coordinator
):
    row = actions.invite(by=coordinator, meeting=ahead.meeting, called="PC Pim", capacity="officer")
    sign_in(client, coordinator)
    said = {"words": "An officer in the next room", "responsible": "Fay", "relies_on": row.pk}
    assert client.post(address("add_measure", ahead.case), said).status_code == 302
    assert "Not in place: An officer in the next room" in client.get(address("show", ahead.case)).text
    assert "Not in place" in client.get(address("safety", ahead.case)).text
    actions.answer(by=coordinator, invitation=row, details={"answer": "yes"})
    assert "Not in place" not in client.get(address("safety", ahead.case)).text


@pytest.mark.requirement("W8-236")
def test_manager_sets_the_number_on_a_page_that_says_how_high_the_risk_is(
    client, sign_in, ahead, coordinator, manager
):
    for number in range(6):
        row = actions.invite(by=coordinator, meeting=ahead.meeting, called=f"N{number}", capacity="affected")
        actions.answer(by=coordinator, invitation=row, details={"answer": "yes"})
    assert sign_in(client, coordinator).get(address("ratio", ahead.case)).status_code in {403, 404}
    sign_in(client, manager)
    page = client.get(address("ratio", ahead.case)).text
    assert "Risk: low. People who come: 8. Facilitators booked: 2." in page
    assert client.post(address("ratio", ahead.case), {"people": "3", "reason": ""}).status_code == 200
    assert client.post(address("ratio", ahead.case), {"people": "3", "reason": "lively"}).status_code == 302
    with acting_as(coordinator), pytest.raises(Refused, match="8 people come"):
        confirm(coordinator, ahead)


def test_rules_with_one_facilitator_a_case_hold_nothing_back_for_the_second(ahead, coordinator):
    ahead.meeting.bookings.filter(user__isnull=False).first().delete()
    with pytest.raises(Refused, match="1 of 2 facilitators"):
        confirm(coordinator, ahead)
