"""The risk of a meeting as a whole: everybody assessed for it, what is done in place, and a manager's agreement."""

import datetime as dt
from functools import partial

import pytest
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.approval.actions import decide_approval
from amends.foundation.approval.models import Approval
from amends.foundation.case.models import Case
from amends.foundation.lib.refusal import Refused
from amends.foundation.people.actions import add_person
from amends.journey.meeting import actions
from amends.journey.meeting.actions.risk import ask_about_risk
from amends.journey.meeting.models import Meeting
from amends.journey.meeting.rules import board
from amends.journey.meeting.rules.confirming import across_sides
from amends.journey.meeting.rules.risk import SOURCE, check_meeting_risk, check_talked_through
from amends.journey.meeting.tests.cast import at, both, get_ready, in_the_hall
from amends.journey.preparation.tests.cast import may_come
from amends.journey.risk.actions import fall_away, note_measure, put_in_place
from amends.journey.risk.actions.knowing import file_answer, note_bar, vary_bar
from amends.journey.risk.actions.pausing import decide_worry, raise_worry
from amends.journey.risk.models import Assessment, RiskEnquiry
from amends.journey.risk.tests.cast import assessed, checked, place_checked
from amends.journey.safeguarding.actions.harm import check_harm
from amends.journey.safeguarding.actions.plans import sign_plan, write_plan
from amends.service.library import actions as library
from amends.service.library.models import Entry
from amends.service.library.tests.cast import approve_all

pytestmark = pytest.mark.django_db
PLAN = {"risks": "Hard words.", "controls": "Two of us.", "way_out": "The quiet room, with Fay."}
NOTHING = dict.fromkeys(("secondary", "repeated", "intimidation", "retaliation"), "none")


@pytest.fixture
def planned(communicating, coordinator, acting, hall):
    """A meeting that only waits to be confirmed; the test's queries are the coordinator's."""
    fence = communicating("meeting")
    acting(coordinator)
    fence.meeting = actions.plan(by=coordinator, case=fence.case, wanted=in_the_hall(hall))
    get_ready(coordinator, fence.meeting)
    return fence


@pytest.fixture
def full(planned, coordinator, manager, service):
    """The same under the full series, where everything but the risk is settled."""
    approve_all(manager, service)
    Case.objects.filter(pk=planned.case.pk).update(profile="noms-2013")
    planned.meeting = Meeting.objects.select_related("case", "venue").get(pk=planned.meeting.pk)
    planned.case = planned.meeting.case
    planned.harmed.case.refresh_from_db()
    planned.responsible.case.refresh_from_db()
    check_harm(
        by=coordinator, participant=planned.harmed, answers={**NOTHING, "interest": "She wants to ask why."}
    )
    for person in both(planned):
        sign_for(coordinator, manager, person)
    return planned


def sign_for(by, manager, person):
    plan = write_plan(by=by, participant=person, details=PLAN)
    with acting_as(manager):
        sign_plan(by=manager, plan=plan)


def ready_for_it(by, fence):
    """Everybody has a checklist and was looked at again; the hall too."""
    for person in both(fence):
        checked(by, person)
        assessed(by, person, "before_meeting")
    place_checked(by, fence.case)


def agreed_to(by, manager, fence):
    asked = ask_about_risk(by=by, meeting=fence.meeting, looked_again=True)
    with acting_as(manager):
        decide_approval(by=manager, approval=asked, approve=True, reason="Enough is done.")
    return asked


@pytest.mark.requirement("EX-105")
def test_a_safeguard_that_is_not_in_place_holds_the_meeting(planned, coordinator):
    details = {"risk": "Hard words", "at_risk": "Hanna", "safeguard": "A second facilitator", "owner": "Fay"}
    row = note_measure(by=coordinator, participant=planned.harmed, details=details)
    with pytest.raises(Refused) as refusal:
        actions.confirm(by=coordinator, meeting=planned.meeting)
    assert "not in place yet: A second facilitator" in refusal.value.opens
    assert any("A second facilitator" in light.words for light in board(planned.meeting).red)
    put_in_place(by=coordinator, measure=row)
    assert actions.confirm(by=coordinator, meeting=planned.meeting).state == Meeting.State.CONFIRMED


@pytest.mark.requirement("W8-156")
def test_what_cannot_be_managed_safely_holds_the_meeting(planned, coordinator):
    assessed(coordinator, planned.harmed, "before_meeting", verdict="not_safe", harm="She would be hit.")
    with pytest.raises(Refused) as refusal:
        actions.confirm(by=coordinator, meeting=planned.meeting)
    assert "HH (person harmed): not safe as things are" in refusal.value.opens
    assessed(coordinator, planned.harmed, "before_meeting", safeguards="An officer at the door")
    assert actions.confirm(by=coordinator, meeting=planned.meeting).state == Meeting.State.CONFIRMED


@pytest.mark.requirement("W8-242")
def test_the_last_look_names_the_measure_that_is_not_in_place(full, coordinator):
    ready_for_it(coordinator, full)
    rows = [
        note_measure(by=coordinator, participant=full.harmed, details={"risk": "Tears", "safeguard": words})
        for words in ("A break", "Her sister", "The side door")
    ]
    for row in rows[:2]:
        put_in_place(by=coordinator, measure=row)
    with pytest.raises(Refused) as refusal:
        ask_about_risk(by=coordinator, meeting=full.meeting, looked_again=True)
    assert "The side door" in refusal.value.opens
    assert "A break" not in refusal.value.opens
    put_in_place(by=coordinator, measure=rows[2])
    with pytest.raises(Refused, match="looked at once more"):
        ask_about_risk(by=coordinator, meeting=full.meeting, looked_again=False)
    assert ask_about_risk(by=coordinator, meeting=full.meeting, looked_again=True).pk


@pytest.mark.requirement("W8-246")
def test_the_first_meeting_of_a_service_waits_for_its_risk_papers_and_names_the_missing_one(
    planned, coordinator, manager, service
):
    Case.objects.filter(pk=planned.case.pk).update(profile="noms-2013")
    planned.harmed.case.refresh_from_db()
    check_harm(
        by=coordinator, participant=planned.harmed, answers={**NOTHING, "interest": "She wants to ask why."}
    )
    sign_for(coordinator, manager, planned.harmed)
    sign_for(coordinator, manager, planned.responsible)
    meeting = Meeting.objects.select_related("case__service", "venue").get(pk=planned.meeting.pk)
    approve_all(manager, service, but=["home-visit-protocol"])
    with pytest.raises(Refused, match="still missing: Home visit protocol") as refusal:
        actions.confirm(by=coordinator, meeting=meeting)
    assert "Security information" not in str(refusal.value)
    approve_the_last(manager, service)
    with pytest.raises(Refused, match="Without a checklist"):
        actions.confirm(by=coordinator, meeting=meeting)


def approve_the_last(manager, service):
    with acting_as(manager):
        [edition] = Entry.objects.get(key="home-visit-protocol").editions.all()
        library.finish(by=manager, edition=edition)
        library.publish(by=manager, edition=edition)


@pytest.mark.requirement("W8-242")
def test_everybody_is_looked_at_for_this_meeting_and_a_manager_agrees(full, coordinator, manager):
    confirm = {"by": coordinator, "meeting": full.meeting}
    with pytest.raises(Refused, match="Without a checklist: HH"):
        actions.confirm(**confirm)
    for person in both(full):
        checked(coordinator, person)
    assessed(coordinator, full.harmed, "something_new")
    with pytest.raises(Refused, match="Not looked at again for this meeting: HH"):
        actions.confirm(**confirm)
    assessed(coordinator, full.harmed, "before_meeting")
    with pytest.raises(Refused, match="place is missing for Rushmere Hall"):
        actions.confirm(**confirm)
    place_checked(coordinator, full.case)
    with pytest.raises(Refused, match="Somebody else has to agree"):
        actions.confirm(**confirm)
    assert "No manager has agreed to it as it is now" in [light.words for light in board(full.meeting).red]
    agreed_to(coordinator, manager, full)
    assert actions.confirm(**confirm).state == Meeting.State.CONFIRMED


@pytest.mark.requirement("W8-228")
def test_one_supporter_of_four_without_a_checklist_is_named(full, coordinator):
    ready_for_it(coordinator, full)
    names = ("Ann Aunt", "Bob Best"), ("Una Uncle", "Vic Vale")
    people = []
    for principal, pair in zip(both(full), names, strict=True):
        for name in pair:
            added = add_person(
                by=coordinator,
                file=principal.file,
                details={"full_name": name},
                part="supporter",
                of=principal,
            )
            people.append(added.participant)
    for person in people:
        may_come(coordinator, person)
        invitation = actions.invite(by=coordinator, meeting=full.meeting, participant=person)
        actions.answer(by=coordinator, invitation=invitation, details={"answer": "yes"})
    for person in people[:3]:
        checked(coordinator, person)
        assessed(coordinator, person, "before_meeting")
    with pytest.raises(Refused) as refusal:
        ask_about_risk(by=coordinator, meeting=full.meeting, looked_again=True)
    assert "VV" in refusal.value.opens
    with pytest.raises(Refused, match="checklist before a meeting is not filled in"):
        assessed(coordinator, people[3], "before_meeting")
    checked(coordinator, people[3])
    assessed(coordinator, people[3], "before_meeting")
    assert ask_about_risk(by=coordinator, meeting=full.meeting, looked_again=True).pk


def _another_person(fence, by):
    added = add_person(by=by, file=fence.harmed.file, details={"full_name": "Ann Aunt"}, part="supporter")
    may_come(by, added.participant)
    actions.invite(by=by, meeting=fence.meeting, participant=added.participant)


def _another_hour(fence, by):
    wanted = in_the_hall(fence.meeting.venue, at(10), at(12))
    actions.change(by=by, meeting=fence.meeting, wanted=wanted)


def _another_place(fence, by):
    details = {"name": "Elm Centre", "address": "1 Example Road"}
    venue = actions.add_venue(by=by, service=fence.case.service, details=details)
    Meeting.objects.filter(pk=fence.meeting.pk).update(venue=venue)


def _another_risk(fence, by):
    assessed(by, fence.responsible, "before_meeting", level="medium")


def _a_measure_falls_away(fence, by):
    row = note_measure(by=by, participant=fence.harmed, details={"risk": "Tears", "safeguard": "A break"})
    put_in_place(by=by, measure=row)
    fall_away(by=by, measure=row)


@pytest.mark.requirement("W8-242")
@pytest.mark.parametrize(
    "changes", [_another_person, _another_hour, _another_place, _another_risk, _a_measure_falls_away]
)
def test_the_agreement_lapses_when_anything_it_rests_on_changes(full, coordinator, manager, changes):
    ready_for_it(coordinator, full)
    agreed_to(coordinator, manager, full)
    assert not [light for light in board(full.meeting).red if "manager" in light.words]
    changes(full, coordinator)
    meeting = Meeting.objects.select_related("case", "venue").get(pk=full.meeting.pk)
    assert [light for light in board(meeting).red if "No manager has agreed" in light.words]


def test_the_page_of_the_last_look(client, sign_in, coordinator, facilitator, manager, full, acting):
    address = reverse("meeting:risk", args=[full.case.number])
    page = sign_in(client, coordinator).get(address).text
    assert "Not yet" in page
    acting(coordinator)
    ready_for_it(coordinator, full)
    assessed(coordinator, full.harmed, "before_meeting", worst_likely="She leaves early.", wish="To ask why.")
    page = client.get(address).text
    assert "She leaves early." in page
    assert "To ask why." in page
    assert client.post(address, {"looked_again": "on"}).status_code == 302
    acting(manager)
    assert Approval.objects.filter(key="meeting-risk").count() == 1
    acting(coordinator)
    full.responsible_file.grants.all().delete()
    assert sign_in(client, facilitator).get(address).status_code == 404


def test_under_other_rules_no_manager_is_asked(planned, coordinator):
    assert not [line for line in board(planned.meeting).rest if line.who == "Risk as a whole"]
    row = Assessment.objects.filter(participant=planned.harmed).latest("pk")
    assert row.valid_until >= timezone.localdate() + dt.timedelta(days=1)
    assert actions.confirm(by=coordinator, meeting=planned.meeting).state == Meeting.State.CONFIRMED


@pytest.mark.requirement("W8-258")
@pytest.mark.parametrize(("level", "held"), [("low", False), ("medium", True)])
def test_from_medium_on_the_arrangements_are_talked_through_with_the_manager(
    planned, coordinator, client, sign_in, level, held
):
    [talk] = planned.meeting.arrangements.filter(key="manager_talk")
    actions.settle(by=coordinator, arrangement=talk, state="open")
    assessed(coordinator, planned.harmed, "before_meeting", level=level)
    asked = "Arrangements talked through with the manager"
    assert (asked in [light.words for light in board(planned.meeting).red]) is held
    page = sign_in(client, coordinator).get(reverse("meeting:arrangements", args=[planned.case.number])).text
    assert (asked in page) is held
    if held:
        with pytest.raises(Refused, match="risk of this meeting is medium"):
            actions.confirm(by=coordinator, meeting=planned.meeting)
        words = "Two rooms, and a break after an hour."
        actions.settle(by=coordinator, arrangement=talk, state="yes", said_by="Maya Manager", words=words)
        talk.refresh_from_db()
        assert (talk.said_by, talk.said_on) == ("Maya Manager", timezone.localdate())
    assert actions.confirm(by=coordinator, meeting=planned.meeting).state == Meeting.State.CONFIRMED


def test_who_sees_one_side_learns_of_a_medium_risk_on_the_other_only_that_something_is_open(
    planned, coordinator, facilitator
):
    [talk] = planned.meeting.arrangements.filter(key="manager_talk")
    actions.settle(by=coordinator, arrangement=talk, state="open")
    assessed(coordinator, planned.harmed, "before_meeting", level="medium")
    planned.harmed_file.grants.filter(user=facilitator).delete()
    with acting_as(facilitator):
        meeting = Meeting.objects.select_related("case", "venue").get(pk=planned.meeting.pk)
        with pytest.raises(Refused, match="Something is still to be done") as refusal:
            across_sides(meeting.case, partial(check_talked_through, meeting))
        assert "medium" not in f"{refusal.value} {refusal.value.opens}"
        assert not [light for light in board(meeting).red if "talked through" in light.words]


def test_who_sees_one_side_learns_of_a_high_risk_on_the_other_only_that_something_is_open(
    planned, coordinator, manager, facilitator
):
    assessed(coordinator, planned.harmed, "before_meeting", level="high")
    with acting_as(manager):
        decide_approval(by=manager, approval=Approval.objects.get(key="risk-high"), approve=True)
    planned.harmed_file.grants.filter(user=facilitator).delete()
    with acting_as(facilitator):
        meeting = Meeting.objects.select_related("case", "venue").get(pk=planned.meeting.pk)
        with pytest.raises(Refused, match="Something is still to be done") as refusal:
            check_meeting_risk(meeting)
        assert SOURCE not in refusal.value.source


@pytest.mark.requirement("W8-243")
@pytest.mark.parametrize("changes", [_another_person, _another_hour, _another_place, _another_risk])
def test_a_high_risk_asks_the_manager_under_every_rule_and_a_change_asks_anew(
    planned, coordinator, manager, changes
):
    assessed(coordinator, planned.harmed, "before_meeting", level="high")
    with acting_as(manager):
        decide_approval(by=manager, approval=Approval.objects.get(key="risk-high"), approve=True)
    with pytest.raises(Refused, match="Somebody else has to agree"):
        actions.confirm(by=coordinator, meeting=planned.meeting)
    agreed_to(coordinator, manager, planned)
    assert not [light for light in board(planned.meeting).red if "manager" in light.words]
    changes(planned, coordinator)
    meeting = Meeting.objects.select_related("case", "venue").get(pk=planned.meeting.pk)
    assert [light for light in board(meeting).red if "No manager has agreed" in light.words]
    with pytest.raises(Refused):
        actions.confirm(by=coordinator, meeting=meeting)


@pytest.mark.requirement("W8-243")
def test_nobody_agrees_to_the_risk_they_have_put_forward(planned, manager):
    with acting_as(manager):
        asked = ask_about_risk(by=manager, meeting=planned.meeting, looked_again=True)
        with pytest.raises(Refused):
            decide_approval(by=manager, approval=asked, approve=True)


@pytest.mark.requirement("W8-216")
def test_an_open_worry_holds_planning_and_confirming(planned, coordinator):
    worry = raise_worry(by=coordinator, participant=planned.responsible, words="His brother was outside.")
    acts = (
        lambda: actions.confirm(by=coordinator, meeting=planned.meeting),
        lambda: actions.change(
            by=coordinator, meeting=planned.meeting, wanted=in_the_hall(planned.meeting.venue)
        ),
    )
    for act in acts:
        with pytest.raises(Refused, match="worried that harm") as refusal:
            act()
        assert refusal.value.source == "Wait 'til Eight section 5 para 3.2"
    details = {
        "consulted": "peer",
        "consulted_name": "Femi",
        "advice": "Ask him.",
        "decision": "He comes alone.",
    }
    decide_worry(by=coordinator, worry=worry, details=details)
    assert actions.confirm(by=coordinator, meeting=planned.meeting).state == Meeting.State.CONFIRMED
    actions.cancel(by=coordinator, meeting=planned.meeting, because="venue")
    raise_worry(by=coordinator, participant=planned.harmed, words="She has had a letter.")
    with pytest.raises(Refused, match="worried that harm"):
        actions.plan(by=coordinator, case=planned.case, wanted=in_the_hall(planned.meeting.venue))


@pytest.mark.requirement("PF-088")
@pytest.mark.parametrize(("covers", "held"), [("direct", True), ("both", True), ("indirect", False)])
def test_an_order_on_the_day_holds_the_meeting(planned, coordinator, covers, held):
    details = {"kind": "licence", "words": "No contact.", "covers": covers, "starts_on": timezone.localdate()}
    bar = note_bar(by=coordinator, participant=planned.responsible, details=details)
    if held:
        with pytest.raises(Refused, match="forbids this contact on that day"):
            actions.confirm(by=coordinator, meeting=planned.meeting)
        vary_bar(by=coordinator, bar=bar, varied_by="Parole Board", varied_on=timezone.localdate())
    assert actions.confirm(by=coordinator, meeting=planned.meeting).state == Meeting.State.CONFIRMED


@pytest.mark.requirement("SS-023")
def test_a_meeting_waits_for_prison_security(planned, coordinator):
    row = RiskEnquiry.objects.create(
        service=planned.case.service,
        file=planned.responsible_file,
        participant=planned.responsible,
        kind="security",
        asked_of="HMP Example",
        asked_by=coordinator,
    )
    with pytest.raises(Refused, match="answer about security is still missing"):
        actions.confirm(by=coordinator, meeting=planned.meeting)
    said = {
        "nothing_of_concern": True,
        "answered_by": "Security",
        "answered_on": timezone.localdate(),
    }
    file_answer(by=coordinator, row=row, details=said)
    assert actions.confirm(by=coordinator, meeting=planned.meeting).state == Meeting.State.CONFIRMED
