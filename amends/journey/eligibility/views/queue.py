"""The intake queue."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.pages.parts import Pages
from amends.journey.eligibility.desk import open_referral
from amends.journey.eligibility.queries.queue import VIEWS, Key, page_of, waiting
from amends.journey.referral.actions import chase_referrer


@staff_view(Permission.REFERRAL_SCREEN)
def queue(request: StaffRequest) -> HttpResponse:
    """What waits at the desk: the edge of custody first, then by level and age."""
    view = VIEWS.get(request.GET.get("view", ""), VIEWS["open"])
    rows = waiting(request.user, request.service, view)
    lines, after = page_of(rows, Key.read(request.GET.get("after", "")))
    next_url = f"?{urlencode({'view': view.key, 'after': after})}" if after else ""
    first_url = f"?{urlencode({'view': view.key})}" if request.GET.get("after") else ""
    context = {
        "title": "Intake",
        "view": view,
        "views": VIEWS.values(),
        "lines": lines,
        "pages": Pages(previous_url=first_url, next_url=next_url),
    }
    return render(request, "eligibility/queue.html", context)


@require_POST
@staff_view(Permission.REFERRAL_SCREEN)
def chase(request: StaffRequest, number: str, question_id: int) -> HttpResponse:
    """Remind the referrer of a question that is still open."""
    referral = open_referral(request.user, request.service, number)
    question = referral.questions.filter(pk=question_id, answered_at__isnull=True).first()
    if question:
        question.referral = referral
        chase_referrer(by=request.user, question=question)
        messages.success(request, f"The referrer of {number} is reminded.")
    from_queue = request.POST.get("back") == "queue"
    return redirect(
        reverse("eligibility:queue") if from_queue else reverse("eligibility:intake", args=[number])
    )
