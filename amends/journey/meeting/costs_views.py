"""What a meeting costs."""

from decimal import Decimal

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.attempt import carried_out
from amends.journey.meeting import actions
from amends.journey.meeting import costs_forms as forms
from amends.journey.meeting.models import Expense, Meeting
from amends.journey.meeting.views import current, small_form

PLAN = Permission.MEETING_PLAN


@staff_view(Permission.CASE_SEE)
def costs(request: StaffRequest, number: str) -> HttpResponseBase:
    """Every claim of the meeting with its total."""
    case, meeting = current(request, number)
    rows = list(meeting.expenses.select_related("approved_by", "asked_by").order_by("pk"))
    context = {
        "case": case,
        "meeting": meeting,
        "rows": rows,
        "total": sum((row.amount for row in rows), Decimal(0)),
        "paid": sum((row.amount for row in rows if row.paid_on), Decimal(0)),
    }
    return render(request, "meeting/costs.html", context)


@staff_view(PLAN)
def ask(request: StaffRequest, number: str) -> HttpResponseBase:
    """Ask for money."""
    case, meeting = current(request, number)
    form = forms.ExpenseForm(request.POST or None, meeting=meeting)
    if carried_out(
        form, lambda: actions.ask_for_money(by=request.user, meeting=meeting, **form.cleaned_data)
    ):
        return redirect("meeting:costs", number)
    return small_form(request, form, "Ask for money", case, button="Ask")


def _expense(meeting: Meeting, expense_id: int) -> Expense:
    row: Expense = get_object_or_404(meeting.expenses, pk=expense_id)
    row.meeting = meeting
    return row


@staff_view(Permission.APPROVAL_DECIDE)
@require_POST
def approve(request: StaffRequest, number: str, expense_id: int) -> HttpResponseBase:
    """Approve a claim."""
    _, meeting = current(request, number)
    try:
        actions.approve_expense(by=request.user, expense=_expense(meeting, expense_id))
    except Refused as refusal:
        messages.error(request, refusal.in_full)
    return redirect("meeting:costs", number)


@staff_view(PLAN)
def pay(request: StaffRequest, number: str, expense_id: int) -> HttpResponseBase:
    """A claim was paid."""
    case, meeting = current(request, number)
    row = _expense(meeting, expense_id)
    form = forms.PaidForm(request.POST or None)
    if carried_out(
        form, lambda: actions.pay_expense(by=request.user, expense=row, on=form.cleaned_data["on"])
    ):
        return redirect("meeting:costs", number)
    return small_form(request, form, f"Paid: {row.payee}", case, button="Save")
