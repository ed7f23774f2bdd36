"""Money around a meeting is asked for, approved by somebody else, paid, and added up."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.tests.costs import cost
from amends.journey.meeting import actions
from amends.journey.meeting.models import Expense
from amends.journey.meeting.tests.test_pages import address

TODAY = timezone.localdate


def ask(by, meeting, amount, kind="travel", payee="HH"):
    return actions.ask_for_money(by=by, meeting=meeting, kind=kind, amount=Decimal(amount), payee=payee)


@pytest.mark.requirement("W8-160")
def test_two_fares_and_refreshments_add_up_and_nothing_is_paid_unapproved(
    client, sign_in, coordinator, manager, confirmed
):
    meeting = confirmed.meeting
    first = ask(coordinator, meeting, "12.50")
    ask(coordinator, meeting, "8.00", payee="RP")
    ask(coordinator, meeting, "15.00", kind="refreshments", payee="Mill Bakery")
    page = sign_in(client, coordinator).get(address("costs", confirmed.case)).text
    assert "What the meeting costs: £35.50" in page
    assert cost(client, address("costs", confirmed.case)) <= 12
    with pytest.raises(Refused, match="not been approved"):
        actions.pay_expense(by=coordinator, expense=first, on=TODAY())
    with pytest.raises(IntegrityError, match="expense_approved_before_paid"), transaction.atomic():
        Expense.objects.filter(pk=first.pk).update(paid_on=TODAY())
    with acting_as(manager):
        actions.approve_expense(by=manager, expense=first)
    assert actions.pay_expense(by=coordinator, expense=first, on=TODAY()).paid_on == TODAY()


@pytest.mark.requirement("W8-282")
def test_help_with_a_fare_is_asked_approved_and_stands_on_the_cost_record(
    client, sign_in, coordinator, manager, confirmed
):
    invitation = confirmed.meeting.invitations.get(side="harmed")
    care = {"travel": "Bus from Rushmere, needs help with the fare", "travel_settled": "on"}
    sign_in(client, coordinator)
    assert client.post(address("care", confirmed.case, confirmed.harmed.pk), care).status_code == 302
    said = {"invitation": invitation.pk, "kind": "travel", "amount": "18.40"}
    assert client.post(address("ask_for_money", confirmed.case), said).status_code == 302
    row = Expense.objects.get()
    assert (row.payee, row.approved_on) == (invitation.called, None)
    sign_in(client, manager)
    assert client.post(address("approve_expense", confirmed.case, row.pk)).status_code == 302
    row.refresh_from_db()
    assert (row.amount, row.approved_by, row.approved_on) == (Decimal("18.40"), manager, TODAY())
    page = client.get(address("costs", confirmed.case)).text
    assert "£18.40" in page
    assert manager.name in page
    day = TODAY()
    paid = {"on_day": day.day, "on_month": day.month, "on_year": day.year}
    sign_in(client, coordinator)
    assert client.post(address("pay_expense", confirmed.case, row.pk), paid).status_code == 302


def test_nobody_approves_their_own_claim(client, sign_in, manager, confirmed):
    with acting_as(manager):
        row = ask(manager, confirmed.meeting, "5")
        with pytest.raises(Refused, match="their own claim"):
            actions.approve_expense(by=manager, expense=row)
    page = sign_in(client, manager).post(address("approve_expense", confirmed.case, row.pk), follow=True)
    assert "Nobody approves their own claim" in page.text


@pytest.mark.parametrize("amount", ["0", "-3"])
def test_nothing_and_less_is_no_claim(coordinator, confirmed, amount):
    with pytest.raises(ValidationError, match="above nothing"):
        ask(coordinator, confirmed.meeting, amount)
    with pytest.raises(Refused, match="who is to be paid"):
        ask(coordinator, confirmed.meeting, "3", payee="")
