"""Asking for money around a meeting, approving it and noting that it was paid."""

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.models import Act
from amends.journey.meeting.actions.planning import note
from amends.journey.meeting.models import Expense, Invitation, Meeting

SOURCE = "Wait 'til Eight appendix 3E 2"


@transaction.atomic
def ask_for_money(
    *,
    by: User,
    meeting: Meeting,
    kind: str,
    amount: Decimal,
    payee: str = "",
    invitation: Invitation | None = None,
) -> Expense:
    """Ask for a fare, refreshments or something else. Somebody else approves it."""
    check_may(by, Permission.MEETING_PLAN, meeting.service_id)
    if invitation and invitation.meeting_id != meeting.pk:
        raise Refused("They are not asked to this meeting.", field="invitation")
    if not (payee or invitation):
        raise Refused("Say who is to be paid.", field="payee")
    row = Expense(
        service_id=meeting.service_id,
        case=meeting.case,
        meeting=meeting,
        invitation=invitation,
        payee=payee or (invitation.called if invitation else ""),
        kind=kind,
        amount=amount,
        asked_by=by,
    )
    row.full_clean(exclude=["case"])
    row.save()
    note(by, meeting, "expense_asked", Act.COLLECTION, kind=kind)
    return row


@transaction.atomic
def approve_expense(*, by: User, expense: Expense) -> Expense:
    """Approve it; nobody approves their own."""
    check_may(by, Permission.APPROVAL_DECIDE, expense.service_id)
    if expense.asked_by_id == by.pk:
        raise Refused("Nobody approves their own claim.", source=SOURCE, opens="Ask somebody else who may.")
    if expense.approved_on:
        raise Refused("This is approved already.")
    expense.approved_by, expense.approved_on = by, timezone.localdate()
    expense.save(update_fields=["approved_by", "approved_on"])
    note(by, expense.meeting, "expense_approved")
    return expense


@transaction.atomic
def pay_expense(*, by: User, expense: Expense, on: dt.date) -> Expense:
    """Note that it was paid. Refused before it was approved (W8-160)."""
    check_may(by, Permission.MEETING_PLAN, expense.service_id)
    if expense.approved_on is None:
        raise Refused(
            "This has not been approved yet.", source=SOURCE, opens="Somebody else approves it first."
        )
    if expense.paid_on:
        raise Refused("This is paid already.")
    if on > timezone.localdate():
        raise Refused("This day has not come yet.", field="on")
    expense.paid_on = on
    expense.save(update_fields=["paid_on"])
    note(by, expense.meeting, "expense_paid")
    return expense
