"""The home of every signed-in person."""

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from amends.delivery.worklist.forms import ReasonForm
from amends.delivery.worklist.rules import mine, news, without_reason, worklist
from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.access.rules import may
from amends.foundation.clock.actions import give_reason, stop_clock
from amends.foundation.messages.actions import see_notices
from amends.foundation.messages.posting_rules import envelopes_waiting
from amends.foundation.pages.submitting import submit
from amends.journey.safeguarding.rules.lead import has_lead
from amends.service.library.rules import to_read

MIDDAY, EVENING = 12, 18
LATE = 20
# Only plain tasks are ticked off here; a limit stops when what it waits for is recorded where it belongs.
TICKED_HERE = "task-"


@staff_view()
def home(request: StaffRequest) -> HttpResponseBase:
    """What must I do today?"""
    hour = timezone.localtime().hour
    greeting = "Good morning" if hour < MIDDAY else "Good afternoon" if hour < EVENING else "Good evening"
    context = {
        "greeting": greeting,
        "list": worklist(request.user, request.service),
        "late": without_reason(request.user, request.service).count(),
        "nobody_safeguards": may(request.user, Permission.SERVICE_MANAGE, request.service)
        and not has_lead(request.service),
        "letters": may(request.user, Permission.CONTACT_LOG, request.service)
        and envelopes_waiting(request.user, request.service),
        "to_read": to_read(request.user, request.service),
        "notices": news(request.user),
    }
    return render(request, "worklist/home.html", context)


@staff_view()
@require_POST
def done(request: StaffRequest, clock_id: int) -> HttpResponseBase:
    """Tick off a task of one's own."""
    clock = mine(request.user, request.service).filter(pk=clock_id, name__startswith=TICKED_HERE).first()
    if clock is None:
        raise Http404
    stop_clock(
        by=request.user,
        name=clock.name,
        subject=clock.subject,
        late_reason=request.POST.get("reason", "")[:300],
    )
    messages.success(request, "Done.")
    return redirect("worklist:home")


@staff_view()
def late(request: StaffRequest) -> HttpResponseBase:
    """Limits that were missed, each with a box for the reason."""
    rows = list(without_reason(request.user, request.service)[:LATE])
    asked = next((row for row in rows if str(row.pk) == request.POST.get("clock")), None)
    form = ReasonForm(request.POST if asked else None)
    if asked and submit(form, lambda: give_reason(by=request.user, clock=asked, **form.cleaned_data)):
        messages.success(request, "The reason is kept.")
        return redirect("worklist:late")
    context = {"title": "Why was it late?", "rows": rows, "form": form, "asked": asked}
    return render(request, "worklist/late.html", context | {"back_url": reverse("worklist:home")})


@staff_view()
@require_POST
def seen(request: StaffRequest) -> HttpResponseBase:
    """The news has been read."""
    see_notices(user=request.user)
    return redirect("worklist:home")
