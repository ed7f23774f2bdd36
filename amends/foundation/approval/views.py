"""What waits for a decision, and deciding it."""

from django.contrib import messages as banners
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.approval.actions import decide_approval
from amends.foundation.approval.forms import DecideForm
from amends.foundation.approval.models import Approval
from amends.foundation.approval.rules import check_may_decide, waiting_for
from amends.foundation.lib.refusal import Refused


@staff_view(Permission.APPROVAL_DECIDE)
def waiting(request: StaffRequest) -> HttpResponse:
    """Oldest first."""
    rows = waiting_for(request.user)
    return render(request, "approval/list.html", {"title": "Decisions asked of you", "approvals": rows})


@staff_view()
def decide(request: StaffRequest, approval_id: int) -> HttpResponse:
    """One question, with who asked and a link to what it is about."""
    rows = Approval.objects.visible_to(request.user).select_related("case", "service", "asked_by")
    approval = rows.filter(pk=approval_id).first()
    if approval is None:
        raise Http404
    form = DecideForm(request.POST or None)
    refusal = None
    try:
        check_may_decide(approval, request.user)
        if form.is_valid():
            answer = form.cleaned_data
            decide_approval(
                by=request.user,
                approval=approval,
                approve=answer["decision"] == "approve",
                reason=answer["reason"],
            )
            banners.success(request, "Your decision is recorded, and the person who asked has been told.")
            return redirect("approval:list")
    except Refused as problem:
        refusal = problem
        if problem.field:
            form.add_error(problem.field, problem.reason)
    context = {
        "title": approval.question,
        "approval": approval,
        "form": form,
        "refusal": refusal,
        "back_url": "/approvals/",
    }
    return render(request, "approval/decide.html", context)
