"""Sensitive cases, vulnerability of each person, how people are, and the log of the service."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.approval.actions import decide_approval
from amends.foundation.approval.models import Approval
from amends.foundation.case.actions import reach, take_step
from amends.foundation.case.lifecycle import Milestone
from amends.foundation.case.models import Case
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.models import Notice
from amends.foundation.people.actions import add_person
from amends.journey.consent.actions import withdraw
from amends.journey.consent.tests.cast import agree
from amends.journey.eligibility.actions import Ruling, screen_referral, submit_harm_analysis
from amends.journey.eligibility.tests.test_screening import NO_DANGER, again, clear, open_one
from amends.journey.risk.actions.sensitive import (
    action_done,
    clear_sensitive,
    note_wellbeing,
    say_vulnerable,
)
from amends.journey.risk.actions.service_log import note_service_risk, review_service_risk
from amends.journey.risk.rules.pausing import check_not_held
from amends.journey.risk.rules.sensitive import check_vulnerability_known, marks_now, not_answered

pytestmark = pytest.mark.django_db


def today():
    return timezone.localdate()


@pytest.fixture
def fence(allocated_case, coordinator, acting):
    """A case under the framework, with its papers handed over; the test's queries are the coordinator's."""
    acting(coordinator)
    Case.objects.filter(pk=allocated_case.case.pk).update(profile="hmpps-2023")
    allocated_case.case.refresh_from_db()
    for person in (allocated_case.harmed, allocated_case.responsible):
        person.case.refresh_from_db()
    reach(by=coordinator, case=allocated_case.case, milestone=Milestone.PACK_ISSUED)
    return allocated_case


@pytest.mark.requirement("PF-031")
@pytest.mark.parametrize("organised", [True, False])
def test_a_case_that_one_factor_brought_under_oversight_is_marked_from_its_first_day(
    service, coordinator, manager, client, sign_in, organised
):
    service.profile = "hmpps-2023"
    service.save()
    ordinary = dict.fromkeys(
        ("victim_under_18", "hate_or_extremism", "high_profile", "vulnerability_concern"), False
    )
    known = {"accepts_basic_facts": True, "contact_prohibited": False, "identifiable_victim": True}
    figures = {"mappa_level": 0, "ogrs": 40, "violence_property_convictions": 3}
    facts = {**ordinary, **known, **figures, "organised_crime": organised}
    referral = clear(service, coordinator, facts=facts)
    ruling = Ruling("eligible", family="criminal_offence", reason="Careful preparation.")
    screen_referral(by=coordinator, referral=again(referral), ruling=ruling)
    if organised:
        submit_harm_analysis(by=coordinator, referral=again(referral), answers=NO_DANGER)
    for asked in Approval.objects.filter(key__startswith="eligibility.oversight"):
        decide_approval(by=manager, approval=asked, approve=True)
    case = open_one(coordinator, again(referral))
    assert [mark.because for mark in marks_now(case)] == (["factor"] if organised else [])
    check_not_held(case)
    overview = sign_in(client, coordinator).get(reverse("risk:overview", args=[case.number])).text
    assert ("Sensitive case" in overview) is organised
    assert ("What the case is about" in overview) is organised


@pytest.mark.requirement("PF-037")
def test_everybody_is_asked_and_somebody_new_too(fence, coordinator, manager):
    with pytest.raises(Refused, match=r"specifically vulnerable: HH .*, RP") as refusal:
        take_step(by=coordinator, case=fence.case, verb="begin_preparation")
    assert refusal.value.source == "HMPPS framework 4.4 and 4.21"
    say_vulnerable(by=coordinator, participant=fence.harmed, answer="no")
    say_vulnerable(by=coordinator, participant=fence.responsible, answer="unknown")
    with pytest.raises(Refused, match="RP"):
        check_vulnerability_known(fence.case)
    say_vulnerable(by=coordinator, participant=fence.responsible, answer="no")
    check_vulnerability_known(fence.case)
    assert not marks_now(fence.case)
    details = {"full_name": "Sam Supporter"}
    supporter = add_person(
        by=coordinator, file=fence.harmed_file, details=details, part="supporter", of=fence.harmed
    ).participant
    assert not_answered([fence.harmed, supporter]) == [supporter]
    with pytest.raises(Refused, match="SS"):
        take_step(by=coordinator, case=fence.case, verb="begin_preparation")
    details = {"full_name": "Ivo Interpreter"}
    interpreter = add_person(
        by=coordinator, file=fence.responsible_file, details=details, part="interpreter"
    ).participant
    with pytest.raises(Refused, match="II"):
        check_vulnerability_known(fence.case)
    say_vulnerable(by=coordinator, participant=interpreter, answer="no")
    with pytest.raises(ValidationError, match="in what way"):
        say_vulnerable(by=coordinator, participant=supporter, answer="yes")
    say_vulnerable(by=coordinator, participant=supporter, answer="yes", nature="Grieving.")
    assert [mark.because for mark in marks_now(fence.case)] == ["person"]
    words = list(Notice.objects.filter(user=manager).values_list("words", flat=True))
    assert any("sensitive case now" in each for each in words)
    assert not any("Sam" in each or "Grieving" in each for each in words)


@pytest.mark.requirement("PF-037")
def test_a_sensitive_case_waits_for_the_manager(fence, coordinator, manager, acting):
    for person in (fence.harmed, fence.responsible):
        say_vulnerable(by=coordinator, participant=person, answer="yes", nature="Grieving.")
    with pytest.raises(Refused, match="manager looks at the case"):
        take_step(by=coordinator, case=fence.case, verb="begin_preparation")
    with pytest.raises(Refused):
        clear_sensitive(by=coordinator, case=fence.case, words="No reason.")
    acting(manager)
    with pytest.raises(Refused, match="why it is not"):
        clear_sensitive(by=manager, case=fence.case, words=" ")
    clear_sensitive(by=manager, case=fence.case, words="She has support now.")
    check_not_held(fence.case)


@pytest.mark.requirement("PF-044")
def test_a_serious_concern_needs_an_action_and_becomes_a_task(fence, coordinator, facilitator):
    said = {"participant": fence.harmed, "after": "meeting", "level": "serious", "words": "Wept."}
    with pytest.raises(Refused, match="what is done about it") as refusal:
        note_wellbeing(by=coordinator, **said)
    assert refusal.value.field == "action"
    with pytest.raises(Refused) as refusal:
        note_wellbeing(by=coordinator, **said, action="Ring her.", owner=facilitator)
    assert refusal.value.field == "due_on"
    due = today() + dt.timedelta(days=1)
    row = note_wellbeing(by=coordinator, **said, action="Ring her.", owner=facilitator, due_on=due)
    task = Clock.objects.get(name="wellbeing-action", subject=f"wellbeing:{row.pk}")
    assert task.owner == facilitator
    assert timezone.localtime(task.due_at).date() == due
    action_done(by=coordinator, row=row)
    task.refresh_from_db()
    assert task.stopped_at
    assert note_wellbeing(by=coordinator, participant=fence.harmed, after="letter", level="none").pk


@pytest.mark.requirement("PF-044")
def test_when_somebody_stops_an_entry_is_asked_for_on_both_sides(client, sign_in, fence, coordinator, acting):
    agree(coordinator, fence.harmed, "take_part")
    withdraw(by=coordinator, participant=fence.harmed)
    asked = Clock.objects.filter(name="wellbeing-asked", stopped_at=None)
    assert {clock.file_id for clock in asked} == {fence.harmed_file.pk, fence.responsible_file.pk}
    page = sign_in(client, coordinator).get(reverse("casefile:case", args=[fence.case.number])).text
    assert "How are they after this?" in page
    acting(coordinator)
    note_wellbeing(by=coordinator, participant=fence.harmed, after="withdrawal", level="none")
    assert {clock.file_id for clock in asked.all()} == {fence.responsible_file.pk}


@pytest.mark.requirement("EX-086")
def test_a_risk_of_the_service_is_overdue_the_day_after_its_review(
    client, sign_in, manager, coordinator, service
):
    with acting_as(manager):
        row = note_service_risk(
            by=manager,
            service=service,
            details={
                "kind": "risk",
                "words": "Both trainers leave.",
                "likelihood": 3,
                "impact": 4,
                "owner": manager,
                "mitigation": "A third is trained.",
                "review_on": today(),
            },
        )
    assert row.score == 12
    log = reverse("risk:service_log")
    page = sign_in(client, manager).get(log).text
    assert "Overdue" not in page
    with time_machine.travel(timezone.now() + dt.timedelta(days=1), tick=True):
        page = sign_in(client, manager).get(log).text
        assert "Overdue" in page
        assert "Both trainers leave." in page
        later = today() + dt.timedelta(days=30)
        with acting_as(manager), pytest.raises(Refused, match="still to come"):
            review_service_risk(by=manager, row=row, words="Looked.", review_on=today())
        answers = {"words": "One is trained.", "review_on": later.isoformat()}
        assert client.post(reverse("risk:review", args=[row.pk]), answers).status_code == 302
        page = client.get(log).text
        assert "Overdue" not in page
        assert "One is trained." in page
    assert sign_in(client, coordinator).get(log).status_code == 404


def test_the_pages_of_a_sensitive_case(client, sign_in, fence, coordinator, manager, stranger, acting):
    sign_in(client, coordinator)
    pk = fence.harmed.pk
    sent = {"answer": "yes", "nature": "Grieving."}
    assert client.post(reverse("risk:vulnerable", args=[pk]), sent).status_code == 302
    assert "Grieving." in client.get(reverse("risk:vulnerable", args=[pk])).text
    overview = reverse("risk:overview", args=[fence.case.number])
    assert "Sensitive case" in client.get(overview).text
    acting(coordinator)
    concern = {
        "after": "meeting",
        "level": "some",
        "action": "Ring.",
        "owner": coordinator.pk,
        "due_on": today(),
    }
    page = reverse("risk:wellbeing", args=[pk])
    assert client.post(page, {**concern, "owner": ""}).status_code == 200
    assert client.post(page, concern).status_code == 302
    assert "It is done" in client.get(page).text
    acting(coordinator)
    row = fence.harmed.wellbeing.get()
    assert client.post(reverse("risk:action_done", args=[pk, row.pk])).status_code == 302
    assert "It is done" not in client.get(page).text
    sign_in(client, manager)
    assert (
        client.post(reverse("risk:clear", args=[fence.case.number]), {"words": "Better."}).status_code == 302
    )
    assert "Sensitive case" not in client.get(overview).text
    for name in ("vulnerable", "wellbeing"):
        assert sign_in(client, stranger).get(reverse(f"risk:{name}", args=[pk])).status_code == 404
