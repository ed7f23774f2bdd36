"""The pages about how long records are kept, as each role uses them."""

import pytest
from django.urls import reverse

from amends.foundation.access.acting import acting_as
from amends.foundation.approval.models import Approval
from amends.service.retention import actions
from amends.service.retention.models import Disposal, Hold, Period
from amends.service.retention.tests.test_retention import old_case

__all__ = ["old_case"]


def test_everybody_on_the_staff_reads_the_schedule_and_says_so(
    client, sign_in, facilitator, manager, service
):
    with acting_as(manager):
        actions.set_period(by=manager, service=service, kind="case", years=9, reason="The board")
    client = sign_in(client, facilitator)
    page = client.get(reverse("retention:schedule")).content.decode()
    assert "9 years" in page
    assert "Records whose time is over" not in page
    client.post(reverse("retention:read"))
    assert (
        "You have said that you have read this" in client.get(reverse("retention:schedule")).content.decode()
    )
    page = sign_in(client, manager).get(reverse("retention:schedule")).content.decode()
    assert manager.name in page.partition("Have not read it yet")[2]
    assert facilitator.name not in page.partition("Have not read it yet")[2]


@pytest.mark.parametrize(
    ("years", "said"), [("0", "at least 1 year"), ("x", "whole number"), ("101", "at most 100")]
)
def test_period_that_makes_no_sense_is_answered_at_the_field(client, sign_in, manager, years, said):
    answer = sign_in(client, manager).post(
        reverse("retention:period", args=["case"]), {"years": years, "reason": "Board"}
    )
    assert said in answer.content.decode()
    assert "Board" in answer.content.decode(), "nothing typed is lost"


def test_manager_sets_a_period_with_its_reason(client, sign_in, manager):
    sign_in(client, manager).post(
        reverse("retention:period", args=["case"]), {"years": "6", "reason": "Contract, clause 12"}
    )
    with acting_as(manager):
        period = Period.objects.get()
    assert (period.years, period.reason) == (6, "Contract, clause 12")
    assert "Contract, clause 12" in client.get(reverse("retention:schedule")).content.decode()


def test_from_the_due_list_over_agreement_to_the_certificate(client, sign_in, coordinator, manager, old_case):
    client = sign_in(client, coordinator)
    page = client.get(reverse("retention:due", args=["case"])).content.decode()
    assert old_case.case.number in page
    nothing = client.post(reverse("retention:due", args=["case"]), follow=True).content.decode()
    assert "Tick the records" in nothing
    client.post(reverse("retention:due", args=["case"]), {"row": [str(old_case.case.pk)]})
    disposal = Disposal.objects.get()
    own = reverse("retention:disposal", args=[disposal.pk])
    assert "Nobody else has agreed yet" in client.get(own).content.decode()
    sign_in(client, manager).post(
        reverse("approval:decide", args=[Approval.objects.get().pk]), {"decision": "approve"}
    )
    assert "Erase it now" in sign_in(client, coordinator).get(own).content.decode()
    certificate = client.post(reverse("retention:erase", args=[disposal.pk]), follow=True).content.decode()
    assert f"Certificate: {old_case.case.number} has been erased" in certificate
    assert manager.name in certificate


def test_hold_is_set_and_ended_on_pages(client, sign_in, manager, old_case):
    client = sign_in(client, manager)
    wrong = client.post(reverse("retention:hold"), {"number": "NO-1", "reason": "A claim"}).content.decode()
    assert "There is no case or referral of this number" in wrong
    client.post(reverse("retention:hold"), {"number": old_case.case.number.lower(), "reason": "A claim"})
    held = Hold.objects.get()
    assert "A claim" in client.get(reverse("retention:due", args=["case"])).content.decode()
    client.post(reverse("retention:end_hold", args=[held.pk]), {"because": "Settled"})
    held.refresh_from_db()
    assert held.ended_because == "Settled"


@pytest.mark.parametrize("address", ["retention:due", "retention:period"])
def test_facilitator_finds_neither_list_nor_form(client, sign_in, facilitator, address):
    assert sign_in(client, facilitator).get(reverse(address, args=["case"])).status_code == 404


def test_kind_nobody_knows_is_not_there(client, sign_in, manager):
    assert sign_in(client, manager).get(reverse("retention:due", args=["diary"])).status_code == 404
