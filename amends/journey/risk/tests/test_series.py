"""The running series: who might be harmed by whom, in which order, at which points, and what is missing."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from amends.foundation.access.acting import acting_as
from amends.foundation.approval.actions import decide_approval
from amends.foundation.approval.models import Approval
from amends.foundation.case.actions import reach, take_step
from amends.foundation.case.lifecycle import Milestone
from amends.foundation.case.models import Case
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.people.actions import add_person
from amends.foundation.questionnaire.actions import AnswersRefused
from amends.journey.consent.tests.cast import agree
from amends.journey.risk.actions import assess, note_measure, put_in_place
from amends.journey.risk.rules import check_current, what_is_missing
from amends.journey.risk.rules.overdue import behind
from amends.journey.risk.rules.series import check_may_close, gaps, stage_map
from amends.journey.risk.tests.cast import NO_HARM, assessed, found, place_checked
from amends.journey.suitability.tests.cast import agreed, judged

pytestmark = pytest.mark.django_db
FULL = "noms-2013"


def under(case, profile=FULL):
    """The same case under other rules."""
    Case.objects.filter(pk=case.pk).update(profile=profile)
    case.refresh_from_db()


def beside(by, person, name="Sam Supporter"):
    """Somebody who supports them."""
    details = {"full_name": name}
    return add_person(by=by, file=person.file, details=details, part="supporter", of=person).participant


def move(by, fence, *verbs):
    """Along the table, with whatever the steps need."""
    for milestone in (
        Milestone.PACK_ISSUED,
        Milestone.SUITABLE,
        Milestone.RISK_ASSESSED,
        Milestone.WAY_CHOSEN,
    ):
        reach(by=by, case=fence.case, milestone=milestone)
    for verb in verbs:
        fence.case = take_step(by=by, case=fence.case, verb=verb)
    for person in (fence.harmed, fence.responsible):
        person.refresh_from_db()


@pytest.mark.requirement("W8-205")
@pytest.mark.parametrize("whom", ["harm_other", "harm_there", "harm_staff", "harm_self"])
def test_each_assessment_says_who_might_be_harmed_by_whom(coordinator, a_case, whom):
    for person in (a_case.responsible, a_case.harmed):
        silent = {key: answer for key, answer in NO_HARM.items() if key != whom}
        with pytest.raises(AnswersRefused) as refusal:
            assessed(coordinator, person, answers=silent)
        assert [error.field for error in refusal.value.errors] == [whom]
        with pytest.raises(AnswersRefused) as refusal:
            assessed(coordinator, person, answers={**NO_HARM, whom: "low"})
        assert refusal.value.field == f"{whom}_comment"
        given = {**NO_HARM, whom: "low", f"{whom}_comment": "Could shout."}
        row = assessed(coordinator, person, answers=given)
        assert row.response.answers == {**given}
        assert row.response.is_locked
        assert assessed(coordinator, person).response.answers[whom] == "none"


@pytest.mark.requirement("W8-204")
def test_earlier_assessments_stay_and_a_gap_keeps_the_case_open(
    client, sign_in, coordinator, allocated_case, acting
):
    acting(coordinator)
    fence = allocated_case
    under(fence.case)
    first = assessed(coordinator, fence.responsible, "after_sentence")
    second = assessed(coordinator, fence.responsible, "something_new", level="medium")
    page = sign_in(client, coordinator).get(reverse("risk:person", args=[fence.responsible.pk])).text
    newest, earlier = page.index("Because something changed, "), page.index("After sentence, ")
    assert newest < page.index("Earlier in the series: 1") < earlier, (
        "newest first, and the first is still there"
    )
    acting(coordinator)
    assert first.assessed_at <= second.assessed_at
    for change in (first.save, first.delete):
        first.level = "high"
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            change()
    first.refresh_from_db()
    assert (first.level, first.response.is_locked) == ("low", True)
    move(coordinator, fence, "begin_preparation")
    reach(by=coordinator, case=fence.case, milestone=Milestone.OUTCOME_CODED)
    with pytest.raises(Refused, match="missing from the series") as refusal:
        take_step(by=coordinator, case=fence.case, verb="close")
    assert "5 paras 1.1 and 9" in refusal.value.source
    agreed(coordinator, fence.responsible, fence.harmed)
    judged(coordinator, fence.responsible)
    assessed(coordinator, fence.harmed, "after_sentence")
    check_may_close(fence.case)
    with pytest.raises(Refused) as other:
        take_step(by=coordinator, case=fence.case, verb="close")
    assert "The record of this case lacks" in str(other.value)
    record = reverse("progress:record", args=[fence.case.number])
    missing = sign_in(client, coordinator).get(record).context["form"].fields["part"].choices
    for part, _ in missing:
        client.post(record, {"part": part, "why": "It was opened here, and nobody was met."})
    acting(coordinator)
    assert take_step(by=coordinator, case=fence.case, verb="close").closed_at


def test_under_other_rules_a_gap_is_shown_and_closes_nothing(coordinator, allocated_case, acting):
    acting(coordinator)
    move(coordinator, allocated_case, "begin_preparation")
    people = [allocated_case.harmed, allocated_case.responsible]
    assert len(gaps(allocated_case.case, people, ("due",))) == 2
    check_may_close(allocated_case.case)


@pytest.mark.requirement("W8-207")
def test_the_person_harmed_waits_until_the_other_side_is_decided(coordinator, a_case, acting):
    acting(coordinator)
    under(a_case.case)
    a_case.harmed.case.refresh_from_db()
    with pytest.raises(Refused, match="not their turn") as refusal:
        assessed(coordinator, a_case.harmed)
    assert refusal.value.source == "Wait 'til Eight section 5 para 2"
    assert "Rhys" not in refusal.value.opens
    a_case.responsible.case.refresh_from_db()
    assessed(coordinator, a_case.responsible)
    agreed(coordinator, a_case.responsible)
    judged(coordinator, a_case.responsible)
    assert assessed(coordinator, a_case.harmed).pk


@pytest.mark.requirement("W8-207")
def test_supporters_and_the_place_follow_when_a_meeting_is_wanted(coordinator, a_case, acting):
    acting(coordinator)
    under(a_case.case)
    a_case.harmed.case.refresh_from_db()
    supporter = beside(coordinator, a_case.harmed)
    with pytest.raises(Refused, match="not their turn"):
        assessed(coordinator, supporter)
    running = Clock.objects.filter(case=a_case.case, stopped_at__isnull=True)
    assert not running.filter(name__in=("risk-supporters", "risk-place")).exists()
    agree(coordinator, a_case.harmed, "take_part", "meeting")
    assert set(running.filter(name__startswith="risk-").values_list("name", flat=True)) >= {
        "risk-supporters",
        "risk-place",
    }
    assert assessed(coordinator, supporter).pk
    place_checked(coordinator, a_case.case)
    assert not running.filter(name="risk-place").exists()


@pytest.mark.requirement("W8-241")
def test_each_point_raises_what_falls_due_and_the_manager_sees_what_is_missing(
    client, sign_in, coordinator, manager, allocated_case, acting
):
    acting(coordinator)
    fence = allocated_case
    under(fence.case)
    supporter = beside(coordinator, fence.harmed)
    people = [fence.responsible, fence.harmed, supporter]
    assert gaps(fence.case, people, ("due", "overdue")) == []
    move(coordinator, fence, "begin_preparation")
    assert len(gaps(fence.case, people, ("due",))) == 3
    assert behind(fence.case.service) == []
    Case.objects.filter(pk=fence.case.pk).update(stage="communication")
    fence.case.refresh_from_db()
    assert [len(missing) for _, missing in behind(fence.case.service)] == [3]
    page = sign_in(client, manager).get(reverse("risk:missing")).text
    assert fence.case.number in page
    assert "SS, supporter" in page
    assert sign_in(client, coordinator).get(reverse("risk:missing")).status_code == 404


@pytest.mark.requirement("W8-230")
def test_the_map_shows_the_place_as_due_with_its_form(client, sign_in, coordinator, allocated_case, acting):
    acting(coordinator)
    fence = allocated_case
    agree(coordinator, fence.harmed, "take_part", "meeting")
    Case.objects.filter(pk=fence.case.pk).update(stage="communication")
    fence.case.refresh_from_db()
    rows = {row.who: row for row in stage_map(fence.case, [fence.harmed, fence.responsible])}
    states = [box.state for box in rows["The place"].boxes]
    assert states == ["not applicable", "not applicable", "due", "not applicable"]
    assert [box.state for box in rows["Staff"].boxes][1] == "overdue"
    form = reverse("risk:place", args=[fence.case.number])
    page = sign_in(client, coordinator).get(reverse("risk:overview", args=[fence.case.number])).text
    assert f'href="{form}"' in page
    assert client.get(form).status_code == 200
    acting(coordinator)
    place_checked(coordinator, fence.case)
    rows = {row.who: row for row in stage_map(fence.case, [fence.harmed])}
    assert rows["The place"].boxes[2].state == "done"


@pytest.mark.requirement("KM-027")
def test_not_safe_needs_harm_and_the_manager(coordinator, manager, a_case, acting):
    lesser = {**NO_HARM, "lesser": "He may be clumsy with words."}
    with pytest.raises(Refused, match="which harm you rely on") as refusal:
        assessed(coordinator, a_case.responsible, verdict="not_safe", answers=lesser)
    assert refusal.value.field == "harm"
    assessed(coordinator, a_case.harmed)
    row = assessed(
        coordinator, a_case.responsible, verdict="not_safe", harm="He would hit him.", answers=lesser
    )
    with pytest.raises(Refused) as refusal:
        check_current(a_case.case)
    assert "not safe as things are" in refusal.value.opens
    asked = Approval.objects.get(key="risk-not-safe", subject=row.approval_subject)
    acting(manager)
    decide_approval(by=manager, approval=asked, approve=False, reason="That is a clumsy word, not harm.")
    check_current(a_case.case)


def test_not_safe_stays_so_when_the_manager_agrees(coordinator, manager, a_case, acting):
    assessed(coordinator, a_case.harmed)
    assessed(coordinator, a_case.responsible, verdict="not_safe", harm="He would hit him.")
    acting(manager)
    decide_approval(by=manager, approval=Approval.objects.get(), approve=True, reason="Agreed.")
    assert "not safe" in what_is_missing(a_case.case)[0]


@pytest.mark.requirement("W8-085")
def test_earlier_trouble_is_shown_and_must_be_spoken_of(client, sign_in, coordinator, a_case, acting):
    acting(coordinator)
    agreed(coordinator, a_case.responsible)
    trouble = {"earlier_trouble": "yes", "earlier_trouble_comment": "Their brothers fought in May."}
    judged(coordinator, a_case.responsible, answers=trouble)
    page = sign_in(client, coordinator).get(reverse("risk:person", args=[a_case.responsible.pk])).text
    assert "Their brothers fought in May." in page
    acting(coordinator)
    with pytest.raises(Refused, match="trouble between them before") as refusal:
        assessed(coordinator, a_case.responsible)
    assert refusal.value.field == "earlier_words"
    row = assessed(coordinator, a_case.responsible, earlier_words="The brothers stay away.")
    assert row.earlier_words == "The brothers stay away."


@pytest.mark.requirement("W8-147")
def test_sources_not_seen_are_said_and_a_risk_has_a_safeguard(client, sign_in, coordinator, a_case, acting):
    acting(coordinator)
    details = {"risk": "Hard words", "at_risk": "Hanna", "owner": "Fay", "safeguard": " "}
    with pytest.raises(Refused, match="what is done about it") as refusal:
        note_measure(by=coordinator, participant=a_case.responsible, details=details)
    assert refusal.value.field == "safeguard"
    row = note_measure(
        by=coordinator, participant=a_case.responsible, details={**details, "safeguard": "A break."}
    )
    assert (row.owner, row.is_in_place) == ("Fay", False)
    assessed(coordinator, a_case.responsible, answers={**NO_HARM, "sources": ["oasys"]})
    page = sign_in(client, coordinator).get(reverse("risk:person", args=[a_case.responsible.pk])).text
    assert "OASys: seen" in page
    assert "Pre-sentence report: not seen" in page
    assert "A break." in page


def test_what_is_not_in_place_holds_the_case(coordinator, a_case):
    for person in (a_case.harmed, a_case.responsible):
        assessed(coordinator, person)
    details = {"risk": "Hard words", "safeguard": "A second room"}
    row = note_measure(by=coordinator, participant=a_case.harmed, details=details)
    with pytest.raises(Refused) as refusal:
        check_current(a_case.case)
    assert "not in place yet: A second room" in refusal.value.opens
    put_in_place(by=coordinator, measure=row)
    check_current(a_case.case)


def test_who_sees_one_side_is_told_nothing_of_the_other(coordinator, facilitator, a_case, acting):
    from_other = {"risk": "Hard words", "safeguard": "His brother stays at home"}
    for person in (a_case.harmed, a_case.responsible):
        assessed(coordinator, person)
    note_measure(by=coordinator, participant=a_case.responsible, details=from_other)
    a_case.harmed_file.grants.create(
        service=a_case.case.service, user=facilitator, reason="allocated", granted_by=coordinator
    )
    acting(facilitator)
    with pytest.raises(Refused) as refusal:
        check_current(a_case.case)
    assert refusal.value.reason == "Not everything is ready for this yet."
    assert "brother" not in refusal.value.opens


def test_assess_needs_the_right_to(manager, stranger, a_case):
    with acting_as(stranger), pytest.raises(Refused):
        assess(by=stranger, participant=a_case.harmed, moment="start", finding=found())
