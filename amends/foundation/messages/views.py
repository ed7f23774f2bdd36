"""Letters to print and post, one envelope for each person; and what is new for whoever signs in."""

from collections import defaultdict

from django.contrib import messages as banners
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import mark_posted, see_notices
from amends.foundation.messages.doors import open_message
from amends.foundation.messages.models import Message
from amends.foundation.messages.rules import why_not

AT_ONCE = 200
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


@staff_view(Permission.CONTACT_LOG)
def letters(request: StaffRequest) -> HttpResponse:
    """The print queue, oldest first. Letters to one address stay apart: each has its own envelope."""
    waiting = Message.objects.visible_to(request.user).filter(
        service=request.service, channel=Message.Channel.LETTER, state=Message.State.QUEUED
    )
    rows = list(
        waiting.select_related("case", "document", "to_participant").order_by("queued_at", "pk")[:AT_ONCE]
    )
    people: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        people[_place(row)].add(str(row.to_participant_id or row.to_name))
    shared = {row.pk for row in rows if len(people[_place(row)]) > 1}
    return render(
        request, "message/letters.html", {"title": "Letters to post", "letters": rows, "shared": shared}
    )


def _place(letter: Message) -> str:
    """The address, however it was typed."""
    return " ".join(letter.to_address.lower().split())


@require_POST
@staff_view(Permission.CONTACT_LOG)
def posted(request: StaffRequest, message_id: int) -> HttpResponse:
    """The letter is in the post."""
    letter = open_message(request.user, message_id)
    try:
        mark_posted(by=request.user, message=letter)
        banners.success(request, "Marked as posted.")
    except Refused as refusal:
        banners.error(request, str(refusal))
    return redirect("message:letters")


@require_POST
@staff_view()
def seen(request: StaffRequest) -> HttpResponse:
    """Clear “new since you last looked”."""
    see_notices(user=request.user)
    return redirect("/")
