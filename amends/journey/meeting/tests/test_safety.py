"""What keeps a meeting from being confirmed: children without their adults, plans, findings, an officer, a sign."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.access.programs import as_clockwork
from amends.foundation.approval.actions import decide_approval
from amends.foundation.approval.models import Approval
from amends.foundation.case.models import Case
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.people.actions import add_person
from amends.journey.meeting import actions
from amends.journey.meeting.models import Meeting, Venue
from amends.journey.meeting.rules import check_ready
from amends.journey.meeting.tests.cast import get_ready, hold_it, in_the_hall
from amends.journey.preparation.tests.cast import may_come
from amends.journey.risk.actions import Finding, ask_police, assess, confirm_police
from amends.journey.risk.tests.cast import NO_HARM
from amends.journey.safeguarding.actions.afterwards import judge_self_harm
from amends.journey.safeguarding.actions.children import weigh_up
from amends.journey.safeguarding.actions.harm import ask_reassessment, check_harm
from amends.journey.safeguarding.actions.plans import log_incident, sign_plan, write_plan
from amends.journey.safeguarding.models import SelfHarm
from amends.journey.safeguarding.tests.cast import make_age, parent_of, permit

pytestmark = pytest.mark.django_db
LOW = Finding(level="low", reasons=["quiet"], safeguards="two facilitators", answers=NO_HARM)
PLAN = {"risks": "Hard words.", "controls": "Two of us.", "way_out": "The quiet room, with Fay."}
NOTHING = dict.fromkeys(("secondary", "repeated", "intimidation", "retaliation"), "none")
WHY = {"interest": "She wants to ask why."}


@pytest.fixture
def fence(communicating, coordinator, acting):
    """The fence case in communication; the test's queries are the coordinator's."""
    found = communicating("meeting")
    acting(coordinator)
    return found


@pytest.fixture
def planned(fence, coordinator, hall):
    """A meeting that only waits to be confirmed."""
    fence.meeting = actions.plan(by=coordinator, case=fence.case, wanted=in_the_hall(hall))
    get_ready(coordinator, fence.meeting)
    return fence


def supporter_of(by, person, name, age):
    details = {"full_name": name, "date_of_birth": "1980-01-01"}
    found = add_person(by=by, file=person.file, details=details, part="supporter", of=person).participant
    make_age(found, age)
    may_come(by, found)
    return found


def come(by, meeting, person):
    assess(by=by, participant=person, moment="start", finding=LOW)
    row = actions.invite(by=by, meeting=meeting, participant=person)
    get_ready_one(by, meeting, row)
    return row


def get_ready_one(by, meeting, row):
    actions.answer(by=by, invitation=row, details={"answer": "yes"})
    for arrangement in meeting.arrangements.filter(state="open").exclude(key="prison_children"):
        actions.settle(by=by, arrangement=arrangement, state="yes", said_by="hall office")


@pytest.mark.requirement("W8-224")
def test_a_supporter_of_13_comes_only_with_a_permission_dated_before_the_meeting(planned, coordinator):
    meeting = planned.meeting
    young = supporter_of(coordinator, planned.harmed, "Kit Harmed", 13)
    parent = parent_of(coordinator, young)
    with pytest.raises(Refused, match="no parent or guardian knows"):
        actions.invite(by=coordinator, meeting=meeting, participant=young)
    permit(coordinator, young, parent, "knows")
    come(coordinator, meeting, young)
    with pytest.raises(Refused, match=r"permits it: KH\."):
        actions.confirm(by=coordinator, meeting=meeting)
    permit(coordinator, young, parent, "attend", answer=False)
    with pytest.raises(Refused, match="KH"):
        actions.confirm(by=coordinator, meeting=meeting)
    permit(coordinator, young, parent, "attend")
    assert actions.confirm(by=coordinator, meeting=meeting).state == Meeting.State.CONFIRMED


@pytest.mark.requirement("W8-226")
@pytest.mark.parametrize(("kind", "asked"), [("prison", True), ("hall", False)])
def test_in_a_prison_its_rules_on_children_are_checked_first(fence, coordinator, hall, kind, asked):
    Venue.objects.filter(pk=hall.pk).update(kind=kind)
    hall.refresh_from_db()
    young = supporter_of(coordinator, fence.harmed, "Kit Harmed", 15)
    parent = parent_of(coordinator, young)
    permit(coordinator, young, parent, "knows", "attend")
    meeting = actions.plan(by=coordinator, case=fence.case, wanted=in_the_hall(hall))
    get_ready(coordinator, meeting)
    assert not meeting.arrangements.filter(key="prison_children").exists()
    come(coordinator, meeting, young)
    line = meeting.arrangements.filter(key="prison_children").first()
    assert (line is not None) is asked
    if line:
        with pytest.raises(Refused, match="not settled") as refusal:
            actions.confirm(by=coordinator, meeting=meeting)
        assert "admitting children" in refusal.value.opens
        actions.settle(
            by=coordinator,
            arrangement=line,
            state="yes",
            said_by="Head of visits, to Fay",
            words="With a parent; no telephones.",
        )
        assert (line.said_on, line.note) == (timezone.localdate(), "With a parent; no telephones.")
    assert actions.confirm(by=coordinator, meeting=meeting).state == Meeting.State.CONFIRMED


@pytest.mark.requirement("W8-222")
def test_a_child_of_14_takes_part_only_with_a_permission_of_its_own(fence, coordinator, hall):
    make_age(fence.harmed, 14)
    parent = parent_of(coordinator, fence.harmed)
    permit(coordinator, fence.harmed, parent, "knows", "contact", "attend")
    with pytest.raises(Refused, match="has not permitted yet that the child takes part"):
        actions.plan(by=coordinator, case=fence.case, wanted=in_the_hall(hall))
    permit(coordinator, fence.harmed, parent, "take_part")
    assert actions.plan(by=coordinator, case=fence.case, wanted=in_the_hall(hall)).pk


@pytest.mark.requirement("W8-225")
def test_before_a_meeting_age_and_support_are_weighed_for_a_victim_of_16(fence, coordinator):
    make_age(fence.harmed, 16)
    child = Finding(**{**LOW.__dict__, "child_risks": "Tears.", "child_safeguards": "Her aunt."})
    with pytest.raises(Refused, match="weighed age"):
        assess(by=coordinator, participant=fence.harmed, moment="before_meeting", finding=child)
    details = {"maturity": "Clear.", "family_support": "Her aunt.", "conclusion": "She can."}
    weigh_up(
        by=coordinator,
        participant=fence.harmed,
        details={**details, "adults_decide": True, "adult_comes": True},
    )
    assert assess(by=coordinator, participant=fence.harmed, moment="before_meeting", finding=child).pk


@pytest.mark.requirement("W8-257")
@pytest.mark.parametrize("age", [12, 18])
def test_with_a_child_of_12_the_part_about_the_child_is_needed(
    fence, coordinator, sign_in, client, age, acting
):
    supporter_of(coordinator, fence.harmed, "Kit Harmed", age)
    page = f"/people/{fence.harmed.pk}/risk/assess/"
    acting(None)
    shown = "what could go wrong for or through the child" in sign_in(client, coordinator).get(page).text
    acting(coordinator)
    assert shown is (age < 18)
    if age < 18:
        for parts in ({}, {"child_risks": "Tears."}):
            finding = Finding(**{**LOW.__dict__, **parts})
            with pytest.raises(Refused, match="A child will be there"):
                assess(by=coordinator, participant=fence.harmed, moment="before_meeting", finding=finding)
    parts = {"child_risks": "Tears.", "child_safeguards": "Out with us."} if age < 18 else {}
    finding = Finding(**{**LOW.__dict__, **parts})
    assert assess(by=coordinator, participant=fence.harmed, moment="before_meeting", finding=finding).pk


@pytest.mark.requirement("SS-040")
def test_with_four_plans_of_five_the_meeting_is_refused_naming_the_fifth(
    planned, coordinator, facilitator, manager
):
    meeting = planned.meeting
    people = [
        planned.harmed,
        planned.responsible,
        *(supporter_of(coordinator, planned.harmed, name, 40) for name in ("Ann Aunt", "Bob Brother")),
        supporter_of(coordinator, planned.responsible, "Una Uncle", 50),
    ]
    for person in people[2:]:
        assess(by=coordinator, participant=person, moment="before_meeting", finding=LOW)
        come(coordinator, meeting, person)
    for person in people[:4]:
        plan = write_plan(by=coordinator, participant=person, details=PLAN)
        with acting_as(manager):
            sign_plan(by=manager, plan=plan)
    for act in (lambda: actions.confirm(by=coordinator, meeting=meeting), lambda: check_ready(planned.case)):
        with pytest.raises(Refused, match=r"Without a safety plan that is signed: UU \("):
            act()
    last = write_plan(by=coordinator, participant=people[4], details=PLAN)
    with pytest.raises(Refused, match="UU"):
        actions.confirm(by=coordinator, meeting=meeting)
    with pytest.raises(Refused, match="manager or the safeguarding lead"):
        sign_plan(by=facilitator, plan=last)
    with acting_as(manager):
        sign_plan(by=manager, plan=last)
    log_incident(by=coordinator, plan=last, at=timezone.now(), what="Shouted.", action="A break.")
    assert last.incidents.get().action == "A break."
    assert actions.confirm(by=coordinator, meeting=meeting).state == Meeting.State.CONFIRMED
    write_plan(by=coordinator, participant=people[0], details={**PLAN, "risks": "More."})
    with pytest.raises(Refused, match="HH"):
        check_ready(planned.case)


def test_nobody_signs_their_own_plan(fence, manager):
    with acting_as(manager):
        plan = write_plan(by=manager, participant=fence.harmed, details=PLAN)
        with pytest.raises(ValidationError, match="not whoever wrote it"):
            sign_plan(by=manager, plan=plan)


@pytest.mark.requirement("SS-029")
@pytest.mark.parametrize("level", ["possible", "present"])
def test_intimidation_holds_the_meeting_until_the_manager_has_decided(planned, coordinator, manager, level):
    answers = {**NOTHING, **WHY, "intimidation": level, "intimidation_comment": "Her brother rang her."}
    for missing in (WHY, NOTHING):
        given = {k: v for k, v in answers.items() if k in missing}
        with pytest.raises(Refused, match="missing"):
            check_harm(by=coordinator, participant=planned.harmed, answers=given)
    check_harm(by=coordinator, participant=planned.harmed, answers=answers)
    for act in (
        lambda: actions.confirm(by=coordinator, meeting=planned.meeting),
        lambda: check_ready(planned.case),
    ):
        with pytest.raises(Refused, match="waits for the manager"):
            act()
    asked = Approval.objects.get(key="fresh-harm")
    with acting_as(manager):
        decide_approval(by=manager, approval=asked, approve=True, reason="An officer is told.")
    assert actions.confirm(by=coordinator, meeting=planned.meeting).state == Meeting.State.CONFIRMED


@pytest.mark.requirement("SS-029")
def test_where_the_rules_have_the_check_it_is_made_at_this_stage(planned, coordinator):
    Case.objects.filter(pk=planned.case.pk).update(profile="noms-2013")
    with pytest.raises(Refused, match="Nobody has checked at this stage"):
        actions.confirm(by=coordinator, meeting=planned.meeting)
    check_harm(by=coordinator, participant=planned.harmed, answers={**NOTHING, **WHY})
    with pytest.raises(Refused, match="Without a safety plan"):
        actions.confirm(by=coordinator, meeting=planned.meeting)


@pytest.mark.requirement("EX-070")
def test_a_meeting_waits_for_the_officer_the_assessment_calls_for(planned, coordinator):
    police = Finding(**{**LOW.__dict__, "police_at": "meeting"})
    assess(by=coordinator, participant=planned.responsible, moment="before_meeting", finding=police)
    with pytest.raises(Refused, match="police officer, and none is confirmed"):
        actions.confirm(by=coordinator, meeting=planned.meeting)
    day = timezone.localtime(planned.meeting.starts_at).date()
    row = ask_police(
        by=coordinator,
        participant=planned.responsible,
        event="meeting",
        on=day,
        reason="brothers",
        asked_of="Rushmere station",
        email="station@police.example",
    )
    assert Clock.objects.filter(name="police-presence", stopped_at__isnull=True).exists()
    confirm_police(by=coordinator, row=row, officer="PC Amber Linnet")
    assert not Clock.objects.filter(name="police-presence", stopped_at__isnull=True).exists()
    assert actions.confirm(by=coordinator, meeting=planned.meeting).state == Meeting.State.CONFIRMED


@pytest.mark.requirement("W8-214")
def test_no_meeting_is_booked_or_confirmed_before_the_new_assessment(planned, coordinator, hall):
    ask_reassessment(by=coordinator, participant=planned.responsible, link="/")
    with pytest.raises(Refused, match="assessed anew"):
        actions.confirm(by=coordinator, meeting=planned.meeting)
    actions.cancel(by=coordinator, meeting=planned.meeting, because="other")
    with pytest.raises(Refused, match="assessed anew"):
        actions.plan(by=coordinator, case=planned.case, wanted=in_the_hall(hall))
    assess(by=coordinator, participant=planned.responsible, moment="something_new", finding=LOW)
    assert actions.plan(by=coordinator, case=planned.case, wanted=in_the_hall(hall)).pk


@pytest.mark.requirement("W8-245")
def test_after_a_meeting_everybody_is_judged_and_an_untold_danger_stays_with_the_manager(
    confirmed, coordinator, manager
):
    hold_it(coordinator, confirmed)
    with as_clockwork(confirmed.case.service):
        asked = Clock.objects.filter(name="self-harm-judgement", stopped_at__isnull=True)
        assert {c.file_id for c in asked} == {confirmed.harmed_file.pk, confirmed.responsible_file.pk}
    person = confirmed.responsible

    def raised(by, *told):
        words = "Talked for an hour."
        judge_self_harm(by=by, participant=person, finding="raised", in_custody=True, action=words, told=told)

    with acting_as(coordinator):
        raised(coordinator)
        raised(coordinator, "family")
    with acting_as(manager):
        urgent = Clock.objects.get(name="self-harm-untold", stopped_at__isnull=True)
        assert urgent.role == "service_manager"
        assert urgent.due_at == urgent.started_at + dt.timedelta(hours=1)
        assert not Clock.objects.filter(
            name="self-harm-judgement", file=person.file, stopped_at__isnull=True
        ).exists()
        raised(manager, "wing")
        assert not Clock.objects.filter(name="self-harm-untold", stopped_at__isnull=True).exists()
        assert SelfHarm.objects.count() == 3
