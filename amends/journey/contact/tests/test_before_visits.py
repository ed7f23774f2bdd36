"""Before anybody visits: the summary is read by both, and what is known allows it."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.case.models import Case
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.models import Message
from amends.journey.contact import actions
from amends.journey.risk.actions.knowing import confirm_read
from amends.journey.risk.actions.pausing import Changed, enter_renewed, log_change
from amends.journey.risk.models import VisitSummary, VisitSummaryRead
from amends.journey.risk.tests.cast import assessed, visit_ready

pytestmark = pytest.mark.django_db


@pytest.fixture
def fence(allocated_case, coordinator, acting):
    """Fay and Femi work on it; nothing is written about visits yet."""
    with acting_as(coordinator):
        VisitSummaryRead.objects.all().delete()
        VisitSummary.objects.all().delete()
    acting(coordinator)
    return allocated_case


def book(fence, by, **changes):
    at = timezone.now() + dt.timedelta(days=2)
    wanted = {"at": at, "kind": "visit", "with_user": by, "place_kind": "home"}
    return actions.make_appointment(by=by, participant=fence.harmed, **{**wanted, **changes})


@pytest.mark.requirement("EX-040")
def test_a_visit_waits_until_both_have_read_the_summary(
    fence, coordinator, facilitator, second_facilitator, acting
):
    with pytest.raises(Refused, match="no summary yet"):
        book(fence, facilitator)
    summary = visit_ready(coordinator, fence.harmed, facilitator, hazards="A dog in the yard.")
    with pytest.raises(Refused, match=f"Not read yet by {second_facilitator.name}") as refusal:
        book(fence, facilitator)
    assert refusal.value.source.startswith("Essex manual, process para 1")
    acting(second_facilitator)
    row = confirm_read(by=second_facilitator, summary=summary)
    assert row.at <= timezone.now()
    acting(coordinator)
    assert book(fence, facilitator).pk
    visit_ready(coordinator, fence.harmed, facilitator, hazards="Two dogs.")
    with pytest.raises(Refused, match=second_facilitator.name):
        book(fence, facilitator, at=timezone.now() + dt.timedelta(days=3))


def test_a_call_by_video_needs_no_summary_and_other_rules_ask_for_none(fence, facilitator):
    assert book(fence, facilitator, kind="video", place_kind="online").pk
    Case.objects.filter(pk=fence.case.pk).update(profile="hmpps-2023")
    fence.harmed.case.refresh_from_db()
    assert book(fence, facilitator, at=timezone.now() + dt.timedelta(days=4)).pk


@pytest.mark.requirement("W8-234")
def test_a_concern_needs_a_decision_before_a_visit_at_home(
    fence, coordinator, facilitator, second_facilitator
):
    both = (facilitator, second_facilitator)
    looked_up = {"checked_with": ["police"], "checked_on": timezone.localdate(), "result": "concern"}
    visit_ready(coordinator, fence.harmed, *both, **looked_up)
    with pytest.raises(Refused, match="came back with a concern") as refusal:
        book(fence, facilitator)
    assert "7.1" in refusal.value.source
    with pytest.raises(ValidationError, match="who decided"):
        visit_ready(coordinator, fence.harmed, *both, **looked_up, decision="two")
    one = {**looked_up, "decision": "one", "decided_by": "Mo Manager"}
    visit_ready(coordinator, fence.harmed, *both, **one)
    with pytest.raises(Refused, match="came back with a concern"):
        book(fence, facilitator)
    elsewhere = {**looked_up, "decision": "elsewhere", "decided_by": "Mo Manager"}
    visit_ready(coordinator, fence.harmed, *both, **elsewhere)
    with pytest.raises(Refused, match="came back with a concern"):
        book(fence, facilitator)
    assert book(fence, facilitator, place_kind="office", place="Probation office").pk
    two = {**looked_up, "decision": "two", "decided_by": "Mo Manager"}
    visit_ready(coordinator, fence.harmed, *both, **two)
    assert book(fence, facilitator, at=timezone.now() + dt.timedelta(days=5)).pk


@pytest.mark.requirement("EX-105")
def test_a_visit_needs_an_assessment_that_still_holds(fence, coordinator, facilitator, second_facilitator):
    visit_ready(coordinator, fence.harmed, facilitator, second_facilitator)
    assessed(coordinator, fence.harmed)
    changed = Changed(
        factor="A threat",
        direction="up",
        on=timezone.localdate(),
        decision="continue",
        reason="Far away",
        is_threat=True,
    )
    log_change(by=coordinator, participant=fence.harmed, changed=changed)
    with pytest.raises(Refused, match="assessed anew first"):
        book(fence, facilitator)
    assessed(coordinator, fence.harmed, "something_new")
    assert book(fence, facilitator).pk


def test_the_summary_on_its_page(client, sign_in, fence, coordinator, facilitator, acting):
    sign_in(client, coordinator)
    write = reverse("risk:write_summary", args=[fence.harmed.pk])
    answers = {"hazards": "A dog.", "advice": "Two of you."}
    assert client.post(write, answers).status_code == 302
    page = reverse("risk:visiting", args=[fence.harmed.pk])
    assert "A dog." in client.get(page).text
    sign_in(client, facilitator)
    assert "I have read it" in client.get(page).text
    assert client.post(reverse("risk:read_summary", args=[fence.harmed.pk])).status_code == 302
    assert facilitator.name in client.get(page).text
    assert "I have read it" not in client.get(page).text


@pytest.mark.requirement("SS-024")
def test_after_a_threat_contact_with_the_person_harmed_waits_for_the_renewed_assessment(
    fence, coordinator, facilitator, acting
):
    assessed(coordinator, fence.responsible, level="medium")
    threat = Changed(
        factor="Said he would burn it down",
        direction="up",
        on=timezone.localdate(),
        decision="continue",
        reason="The officer decides",
        is_threat=True,
        officer="Ola Officer, Northtown",
        email="ola@probation.example",
    )
    acting(facilitator)
    log_change(by=facilitator, participant=fence.responsible, changed=threat)
    sent = Message.objects.get(to_address="ola@probation.example")
    assert "burn" not in sent.body + sent.subject
    row = fence.responsible.risk_escalations.get()
    assert (row.sent_to, row.sent_by) == ("Ola Officer, Northtown", facilitator)
    assert row.sent_at <= timezone.now()
    with pytest.raises(Refused, match="Probation looks at the risk anew") as refusal:
        ring(facilitator, fence.harmed, "engage")
    assert "Rhys" not in str(refusal.value)
    assert ring(facilitator, fence.harmed, "inform").pk
    with pytest.raises(Refused, match="Probation looks at the risk anew"):
        book(fence, facilitator, kind="video", place_kind="online")
    details = {"renewed_on": timezone.localdate(), "result": "medium"}
    with pytest.raises(Refused, match="level and whether"):
        enter_renewed(by=facilitator, row=row, details=details)
    enter_renewed(
        by=facilitator, row=row, details={**details, "goes_on": True, "moved_on": timezone.localdate()}
    )
    assert (row.result, row.moved_on) == ("medium", timezone.localdate())
    assert ring(facilitator, fence.harmed, "engage").pk


def ring(by, participant, purpose):
    return actions.log_contact(
        by=by,
        participant=participant,
        kind="call",
        result="no_answer",
        at=timezone.now(),
        minutes=5,
        purpose=purpose,
    )
