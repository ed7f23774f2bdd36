"""What went out and what became of it, and what is new for whoever signs in."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.messages.actions import see_notices
from amends.foundation.messages.doors import open_message
from amends.foundation.messages.models import Message
from amends.foundation.messages.rules import why_not

LOG_PAGE, LONGEST_KEY = 50, 18


@staff_view(Permission.CONTACT_LOG)
def log(request: StaffRequest) -> HttpResponse:
    """What went out and what became of it, the newest first; `state` shows only those."""
    rows = Message.objects.visible_to(request.user).filter(service=request.service)
    state = request.GET.get("state", "")
    if state in Message.State.values:
        rows = rows.filter(state=state)
    before = request.GET.get("before", "")
    if before.isdecimal() and len(before) < LONGEST_KEY:
        rows = rows.filter(pk__lt=int(before))
    found = list(rows.select_related("case", "to_participant", "to_user").order_by("-pk")[: LOG_PAGE + 1])
    context = {
        "title": "Messages",
        "lines": [(message, why_not(message)) for message in found[:LOG_PAGE]],
        "older": found[LOG_PAGE - 1].pk if len(found) > LOG_PAGE else None,
        "states": Message.State.choices,
        "state": state,
    }
    return render(request, "message/log.html", context)


@staff_view(Permission.CONTACT_LOG)
def one(request: StaffRequest, message_id: int) -> HttpResponse:
    """One message, as it went and with what became of it."""
    message = open_message(request.user, message_id)
    return render(request, "message/one.html", {"message": message, "why": why_not(message)})


@require_POST
@staff_view()
def seen(request: StaffRequest) -> HttpResponse:
    """Clear “new since you last looked”."""
    see_notices(user=request.user)
    return redirect("/")
