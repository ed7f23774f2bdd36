"""A change, a threat, a worry, an order, an open answer: each holds what it must, says so, and lets go again."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from amends.foundation.case.actions import take_step
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.models import Message, Notice
from amends.journey.risk.actions.knowing import ask_about, file_answer, note_bar, vary_bar
from amends.journey.risk.actions.pausing import (
    Changed,
    decide_worry,
    enter_renewed,
    let_go_on,
    log_change,
    pass_on_rise,
    raise_worry,
)
from amends.journey.risk.models import Hold
from amends.journey.risk.rules import alert_of, what_is_missing
from amends.journey.risk.rules.pausing import check_no_bar, check_no_worry, check_not_held
from amends.journey.risk.tests.cast import assessed
from amends.journey.suitability.tests.cast import agreed, judged

pytestmark = pytest.mark.django_db
CUSTODY = {
    "setting": "custody",
    "custody_instruction": "yes",
    "custody_people": "The wing officer was asked.",
}


def today():
    return timezone.localdate()


def up(**changes):
    usual = {"factor": "alcohol use", "direction": "up", "on": today()}
    return Changed(**{**usual, **changes})


@pytest.fixture
def fence(a_case, coordinator, acting):
    """Both assessed as a medium risk; the test's queries are the coordinator's."""
    acting(coordinator)
    for person in (a_case.harmed, a_case.responsible):
        assessed(coordinator, person, level="medium")
    return a_case


@pytest.mark.requirement("PF-045")
def test_a_rise_is_decided_on_and_the_manager_hears(fence, coordinator, manager, acting):
    person = fence.responsible
    with pytest.raises(Refused, match="goes on, pauses or should stop") as refusal:
        log_change(by=coordinator, participant=person, changed=up())
    assert refusal.value.field == "decision"
    with pytest.raises(Refused) as refusal:
        log_change(by=coordinator, participant=person, changed=up(decision="continue"))
    assert refusal.value.field == "reason"
    log_change(by=coordinator, participant=person, changed=up(decision="continue", reason="He has help."))
    check_not_held(fence.case)
    words = list(Notice.objects.filter(user=manager).values_list("words", flat=True))
    assert any("a risk has gone up; decided: it goes on" in each for each in words)
    assert not any("Rhys" in each for each in words)
    log_change(by=coordinator, participant=person, changed=up(decision="pause", reason="He drinks again."))
    with pytest.raises(Refused, match="held") as refusal:
        check_not_held(fence.case)
    assert refusal.value.source == "HMPPS framework 4.10 and 6.23"
    with pytest.raises(Refused):
        let_go_on(by=coordinator, case=fence.case, kind="change")
    acting(manager)
    let_go_on(by=manager, case=fence.case, kind="change")
    check_not_held(fence.case)


@pytest.mark.requirement("EX-105")
def test_a_new_threat_marks_the_assessment_out_of_date(fence, coordinator):
    assert what_is_missing(fence.case) == []
    log_change(
        by=coordinator,
        participant=fence.harmed,
        changed=up(factor="A threat", decision="continue", reason="Far away", is_threat=True),
    )
    assert what_is_missing(fence.case) == [
        "HH (person harmed): to be assessed anew: something new was seen or said"
    ]
    assert alert_of(fence.harmed)
    assessed(coordinator, fence.harmed, "something_new")
    assert what_is_missing(fence.case) == []


def test_a_fall_needs_no_decision(fence, coordinator):
    row = log_change(by=coordinator, participant=fence.responsible, changed=up(direction="down"))
    assert row.decision == ""
    assert what_is_missing(fence.case) == []


def test_a_threat_goes_to_the_officer_without_its_words(fence, coordinator, manager, acting):
    threat = {
        "factor": "Said he would burn it down",
        "decision": "pause",
        "reason": "At once",
        "is_threat": True,
    }
    with pytest.raises(Refused, match="which officer manages"):
        log_change(by=coordinator, participant=fence.responsible, changed=up(**threat))
    threat |= {"officer": "Ola Officer, Northtown", "email": "ola@probation.example"}
    log_change(by=coordinator, participant=fence.responsible, changed=up(**threat))
    sent = Message.objects.get(to_address="ola@probation.example")
    assert "burn" not in sent.body + sent.subject
    assert "Rhys" not in sent.body
    acting(manager)
    with pytest.raises(Refused, match="renewed assessment is entered"):
        let_go_on(by=manager, case=fence.case, kind="rise")


def test_a_renewed_assessment_that_stops_the_work_keeps_it_held(fence, coordinator):
    row = pass_on_rise(by=coordinator, participant=fence.responsible, words="New friends.", officer="Ola")
    details = {"renewed_on": today(), "result": "high", "goes_on": False}
    enter_renewed(by=coordinator, row=row, details=details)
    assert [hold.kind for hold in Hold.objects.filter(case=fence.case, lifted_at=None)] == ["change"]


def test_a_held_case_takes_no_step(allocated_case, coordinator, acting):
    acting(coordinator)
    pass_on_rise(by=coordinator, participant=allocated_case.responsible, words="x", officer="Ola")
    with pytest.raises(Refused):
        take_step(by=coordinator, case=allocated_case.case, verb="begin_preparation")


@pytest.mark.requirement("PF-088")
@pytest.mark.parametrize(
    ("covers", "how", "stands"),
    [("both", "indirect", True), ("both", "direct", True), ("direct", "indirect", False)],
)
def test_an_order_forbids_until_it_is_varied(fence, coordinator, covers, how, stands):
    starts, ends = today() - dt.timedelta(days=30), today() + dt.timedelta(days=30)
    details = {"kind": "restraining", "words": "No contact with H.", "covers": covers}
    row = note_bar(
        by=coordinator,
        participant=fence.responsible,
        details={**details, "starts_on": starts, "ends_on": ends},
    )
    if not stands:
        check_no_bar(fence.case, how, today())
        return
    with pytest.raises(Refused, match="forbids this contact on that day") as refusal:
        check_no_bar(fence.case, how, today())
    assert refusal.value.source == "HMPPS framework 6.9"
    assert "No contact with H" not in str(refusal.value)
    check_no_bar(fence.case, how, ends + dt.timedelta(days=1))
    vary_bar(by=coordinator, bar=row, varied_by="Northtown Crown Court", varied_on=today())
    check_no_bar(fence.case, how, today())
    with pytest.raises(Refused):
        check_no_bar(fence.case, how, today() - dt.timedelta(days=1))


def test_an_order_is_varied_by_a_named_authority(fence, coordinator):
    details = {"kind": "bail", "words": "None.", "covers": "both", "starts_on": today()}
    row = note_bar(by=coordinator, participant=fence.responsible, details=details)
    with pytest.raises(ValidationError, match="which authority"):
        vary_bar(by=coordinator, bar=row, varied_by="", varied_on=today())


@pytest.mark.requirement("W8-216")
def test_a_worry_waits_for_advice_and_a_decision(fence, coordinator):
    worry = raise_worry(by=coordinator, participant=fence.responsible, words="His brother was outside.")
    with pytest.raises(Refused, match="nothing is decided") as refusal:
        check_no_worry(fence.case)
    assert "brother" not in str(refusal.value)
    whole = {
        "consulted": "manager",
        "consulted_name": "Mo Manager",
        "advice": "Ask the police.",
        "decision": "An officer comes along.",
    }
    for missing in ("consulted", "consulted_name", "advice", "decision"):
        with pytest.raises(ValidationError, match="who was asked"):
            decide_worry(by=coordinator, worry=worry, details={**whole, missing: ""})
        worry.refresh_from_db()
    done = decide_worry(by=coordinator, worry=worry, details=whole)
    assert (done.decided_by, done.decided_on) == (coordinator, today())
    check_no_worry(fence.case)


@pytest.mark.requirement("W8-211")
def test_an_officer_is_asked_and_answers_under_four_headings(client, sign_in, fence, coordinator, acting):
    row = ask_about(by=coordinator, participant=fence.responsible, kind="officer", asked_of="Ola, Northtown")
    assert Clock.objects.filter(
        name="risk-enquiry", stopped_at=None, waiting_for__startswith="Offender"
    ).exists()
    address = reverse("risk:known", args=[fence.responsible.pk])
    assert "Not answered yet" in sign_in(client, coordinator).get(address).text
    acting(coordinator)
    answer = {
        "known_before": "Two orders kept.",
        "threats": "None heard of.",
        "stress": "Goes quiet.",
        "self_harm": "Once, in 2019.",
        "answered_by": "Ola Officer",
        "answered_on": today(),
    }
    file_answer(by=coordinator, row=row, details=answer)
    page = client.get(address).text
    for words in ("Two orders kept.", "None heard of.", "Goes quiet.", "Once, in 2019.", "Ola Officer"):
        assert words in page
    acting(coordinator)
    assert not Clock.objects.filter(name="risk-enquiry", stopped_at=None).exists()


@pytest.mark.requirement("W8-212")
def test_security_is_asked_only_about_people_in_prison(client, sign_in, fence, coordinator, acting):
    ask = {"by": coordinator, "participant": fence.responsible, "kind": "security", "asked_of": "HMP Example"}
    form = reverse("risk:ask", args=[fence.responsible.pk])
    assert "Prison security" not in sign_in(client, coordinator).get(form).text
    acting(coordinator)
    with pytest.raises(Refused, match="not known to be in one"):
        ask_about(**ask)
    agreed(coordinator, fence.responsible)
    judged(coordinator, fence.responsible, answers=CUSTODY)
    assert "Prison security" in client.get(form).text
    acting(coordinator)
    row = ask_about(**ask)
    file_answer(
        by=coordinator,
        row=row,
        details={"stress": "Calm on the wing.", "answered_by": "Security", "answered_on": today()},
    )
    assert row.asked_at <= timezone.now()
    assert fence.responsible.risk_enquiries.get().stress == "Calm on the wing."


@pytest.mark.requirement("SS-023")
def test_suitability_waits_for_prison_security(fence, coordinator):
    agreed(coordinator, fence.responsible)
    judged(coordinator, fence.responsible, answers=CUSTODY)
    row = ask_about(by=coordinator, participant=fence.responsible, kind="security", asked_of="HMP Example")
    with pytest.raises(Refused, match="security has been asked") as refusal:
        judged(coordinator, fence.responsible, answers=CUSTODY)
    assert refusal.value.source == "NOMS service specification, rows 2 and 6"
    with pytest.raises(Refused, match="nothing of concern"):
        file_answer(by=coordinator, row=row, details={"answered_by": "Security", "answered_on": today()})
    row.refresh_from_db()
    file_answer(
        by=coordinator,
        row=row,
        details={"nothing_of_concern": True, "answered_by": "Security", "answered_on": today()},
    )
    assert judged(coordinator, fence.responsible, answers=CUSTODY).outcome == "suitable"


def test_the_pages_of_what_is_known(client, sign_in, fence, coordinator, stranger, facilitator, acting):
    sign_in(client, coordinator)
    pk, day = fence.responsible.pk, today().isoformat()
    known = reverse("risk:known", args=[pk])
    sent = {
        "change": {
            "factor": "drink",
            "direction": "up",
            "on": day,
            "is_threat": "no",
            "decision": "pause",
            "reason": "x",
        },
        "worry": {"words": "His brother."},
        "bar": {"kind": "bail", "words": "No contact.", "covers": "both", "starts_on": day},
        "ask": {"kind": "officer", "asked_of": "Ola"},
        "rise": {"words": "New friends.", "officer": "Ola"},
    }
    for name, answers in sent.items():
        assert client.post(reverse(f"risk:{name}", args=[pk]), answers).url == known, name
    page = client.get(known).text
    for words in ("drink", "His brother.", "No contact.", "Not answered yet", "New friends.", "Held"):
        assert words in page
    assert sign_in(client, stranger).get(known).status_code == 404
    acting(coordinator)
    fence.harmed_file.grants.create(
        service=fence.case.service, user=facilitator, reason="allocated", granted_by=coordinator
    )
    sign_in(client, facilitator)
    assert client.get(known).status_code == 404
    assert client.get(reverse("risk:known", args=[fence.harmed.pk])).status_code == 200
