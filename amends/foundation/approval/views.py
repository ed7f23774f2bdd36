"""What waits for a decision, and deciding it."""

from django.contrib import messages as banners
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.approval.actions import decide_approval
from amends.foundation.approval.doors import open_approval
from amends.foundation.approval.forms import DecideForm
from amends.foundation.approval.models import Approval
from amends.foundation.approval.rules import refusal_to_decide, waiting_for
from amends.foundation.pages.submitting import submit


@staff_view(Permission.APPROVAL_DECIDE)
def waiting(request: StaffRequest) -> HttpResponse:
    """Oldest first."""
    rows = waiting_for(request.user)
    return render(request, "approval/list.html", {"title": "Decisions asked of you", "approvals": rows})


@staff_view()
def decide(request: StaffRequest, approval_id: int) -> HttpResponse:
    """One question, with who asked and a link to what it is about; or why this person may not decide it."""
    approval = open_approval(request.user, approval_id)
    form = DecideForm(request.POST or None)
    closed = refusal_to_decide(approval, request.user)
    if closed is None and submit(form, lambda: _decide(request, approval, form)):
        banners.success(request, "Your decision is recorded, and the person who asked has been told.")
        return redirect("approval:list")
    context = {"title": approval.question, "approval": approval, "form": form, "refusal": closed}
    return render(request, "approval/decide.html", {**context, "back_url": reverse("approval:list")})


def _decide(request: StaffRequest, approval: Approval, form: DecideForm) -> None:
    answer = form.cleaned_data
    approve = answer["decision"] == "approve"
    decide_approval(by=request.user, approval=approval, approve=approve, reason=answer["reason"])
