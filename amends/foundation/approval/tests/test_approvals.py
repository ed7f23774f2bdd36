"""A second pair of eyes: who may ask, who may decide, who hears of it."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.access.permissions import Permission
from amends.foundation.approval.actions import ask_approval, decide_approval, withdraw_approval
from amends.foundation.approval.models import Approval
from amends.foundation.approval.rules import approved, check_approved, may_decide, waiting_for
from amends.foundation.case.actions import grant_file
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.models import Notice

ABOUT: dict[str, Any] = {
    "key": "risk.high",
    "subject": "risk_assessment:1",
    "question": "May the meeting go ahead?",
}


@pytest.fixture
def asked(coordinator, manager, a_case):
    return ask_approval(by=coordinator, belongs_to=a_case.case, link="/cases/1/", **ABOUT)


def decide(by, approval, **how):
    with acting_as(by):
        return decide_approval(by=by, approval=approval, **how)


def test_those_who_may_decide_are_told(asked, manager, facilitator):
    assert [notice.user for notice in Notice.objects.all()] == [manager]
    assert may_decide(asked, manager)
    assert not may_decide(asked, facilitator)


def test_nobody_decides_what_they_asked_themselves(manager, a_case):
    with acting_as(manager):
        mine = ask_approval(by=manager, belongs_to=a_case.case, **ABOUT)
        with pytest.raises(Refused, match="yourself"):
            decide_approval(by=manager, approval=mine, approve=True)
        assert waiting_for(manager) == []


def test_decider_that_is_the_asker_is_refused_by_the_database(coordinator, asked):
    with pytest.raises(IntegrityError, match="decided_by_somebody_else"), transaction.atomic():
        Approval.objects.update(decision="approved", decided_by=coordinator, decided_at=timezone.now())


def test_without_the_permission_nobody_decides(asked, administrator):
    with pytest.raises(Refused, match="role"):
        decide(administrator, asked, approve=True)


def test_yes_opens_what_waited_and_whoever_asked_is_told(coordinator, manager, asked):
    with pytest.raises(Refused, match="waits"):
        check_approved(asked.subject, asked.key)
    decide(manager, asked, approve=True)
    assert approved(asked.subject, asked.key)
    check_approved(asked.subject, asked.key)
    assert Notice.objects.get(user=coordinator).words.startswith("Approved")


def test_no_needs_its_reason_and_shows_it(manager, asked):
    with pytest.raises(Refused, match="Say why"):
        decide(manager, asked, approve=False, reason=" ")
    decide(manager, asked, approve=False, reason="The rating is too high.")
    with pytest.raises(Refused, match="too high"):
        check_approved(asked.subject, asked.key)


def test_decision_is_made_once(manager, asked):
    decide(manager, asked, approve=True)
    with pytest.raises(Refused, match="decided already"):
        decide(manager, asked, approve=False, reason="No")


def test_last_question_counts(coordinator, manager, a_case, asked):
    decide(manager, asked, approve=True)
    again = ask_approval(by=coordinator, belongs_to=a_case.case, **ABOUT)
    assert not approved(asked.subject, asked.key)
    decide(manager, again, approve=False, reason="Things have changed.")
    assert not approved(asked.subject, asked.key)


def test_asking_twice_is_one_question(coordinator, a_case, asked):
    assert ask_approval(by=coordinator, belongs_to=a_case.case, **ABOUT) == asked


def test_question_is_taken_back_only_by_who_asked(coordinator, manager, asked):
    with acting_as(manager), pytest.raises(Refused):
        withdraw_approval(by=manager, approval=asked)
    withdraw_approval(by=coordinator, approval=asked)
    with pytest.raises(Refused, match="Ask for approval"):
        check_approved(asked.subject, asked.key)


def test_question_for_another_permission_goes_to_its_holders(coordinator, manager, supervisor, a_case):
    grant_file(by=coordinator, file=a_case.harmed_file, user=supervisor, reason="vetting")
    asked = ask_approval(
        by=coordinator,
        belongs_to=a_case.harmed_file,
        permission=Permission.MESSAGE_VET,
        **{**ABOUT, "key": "letter.vet"},
    )
    with acting_as(supervisor):
        assert waiting_for(supervisor) == [asked]
    decide(supervisor, asked, approve=True)
    assert approved(asked.subject, "letter.vet")


def test_question_about_one_file_is_not_there_for_whoever_has_the_other(coordinator, facilitator, a_case):
    ask_approval(by=coordinator, belongs_to=a_case.harmed_file, **ABOUT)
    grant_file(by=coordinator, file=a_case.responsible_file, user=facilitator, reason="allocated")
    with acting_as(facilitator):
        assert not Approval.objects.exists()


def test_page_lists_what_waits_and_takes_the_decision(client, sign_in, manager, asked):
    page = sign_in(client, manager).get("/approvals/").content.decode()
    assert asked.question in page
    refused = client.post(f"/approvals/{asked.pk}/", {"decision": "refuse", "reason": ""}).content.decode()
    assert "Say why" in refused
    client.post(f"/approvals/{asked.pk}/", {"decision": "approve", "reason": ""})
    with acting_as(manager):
        assert approved(asked.subject, asked.key)
    assert "Nothing waits for you" in client.get("/approvals/").content.decode()


def test_page_says_why_somebody_may_not_decide(client, sign_in, coordinator, asked):
    assert (
        "somebody else has to decide"
        in sign_in(client, coordinator).get(f"/approvals/{asked.pk}/").content.decode()
    )


def test_strangers_get_the_page_for_a_wrong_number(client, sign_in, stranger, facilitator, asked):
    for user in (stranger, facilitator):
        assert sign_in(client, user).get(f"/approvals/{asked.pk}/").status_code == 404
    assert client.get("/approvals/").status_code == 404
