"""The pages on which somebody asks for themselves. Nothing is stored until they send it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from amends.delivery.public.asking import STEPS, content_of_asking, is_about_neighbours
from amends.foundation.access.models import Service
from amends.foundation.clock.rules import due_at
from amends.foundation.pages.steps import Step, initial, keep, keep_unfinished
from amends.foundation.policy.clocks import clock_definition
from amends.journey.referral.actions import hand_in_from_public
from amends.journey.referral.content import IncompleteError
from amends.journey.referral.content.carrying import CarriedError, pack, unpack
from amends.service.partners.rules import receiver_for

CHECK = "check"
MOST_AN_HOUR = 20


@dataclass
class Walk:
    """One request on the way through the questions."""

    request: HttpRequest
    service: Service
    answers: dict[str, Any]
    key: UUID

    @property
    def carried(self) -> str:
        """What travels in the hidden field."""
        return pack(self.answers, self.key)


@never_cache
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """One question a page; the answers so far come back signed in a hidden field."""
    wanted = request.POST.get("service") or request.GET.get("service") or ""
    services = Service.objects.order_by("pk")
    service = services.filter(prefix=wanted).first() or services.first()
    if service is None:
        return render(request, "public/ask_closed.html", {"title": "Ask for restorative justice"}, status=503)
    try:
        answers, key = unpack(request.POST.get("carried", ""))
    except CarriedError:
        return redirect(f"{reverse('public:ask')}?again=yes")
    walk = Walk(request, service, answers, key)
    page = request.POST.get("page", "")
    if "go" in request.POST:
        if here := STEPS.find(page, answers):  # what is half typed comes along
            walk.answers = answers = {**answers, here.key: keep_unfinished(here.form(request.POST))}
        return _show(walk, STEPS.find(request.POST["go"], answers) or STEPS.steps[0])
    if page == CHECK:
        return _send(walk)
    step = STEPS.find(page, answers)
    return _answer(walk, step) if step else _show(walk, STEPS.steps[0])


def _answer(walk: Walk, step: Step) -> HttpResponse:
    form = step.form(walk.request.POST)
    if not form.is_valid():
        return _show(walk, step, form)
    walk.answers = {**walk.answers, step.key: keep(form)}
    following = STEPS.first_open(walk.answers) if STEPS.after(step.key, walk.answers) else None
    return _show(walk, following) if following else _check(walk)


def _show(walk: Walk, step: Step, form: Any = None) -> HttpResponse:
    before = STEPS.before(step.key, walk.answers)
    context = {
        "title": step.title,
        "form": form or step.form(initial=initial(walk.answers, step.key)),
        "step": step.key,
        "number": STEPS.steps.index(step) + 1,
        "total": len(STEPS.steps),
        "before": before.key if before else "",
        "walk": walk,
        "again": walk.request.GET.get("again"),
    }
    return render(walk.request, "public/ask.html", context)


def _check(walk: Walk, problems: tuple[str, ...] = ()) -> HttpResponse:
    open_step = STEPS.first_open(walk.answers)
    if open_step:
        return _show(walk, open_step)
    sections = [
        (
            step,
            [
                row
                for row in STEPS.rows({step.key: walk.answers[step.key]})
                if any(row.lines) and row.lines != [""]
            ],
        )
        for step in STEPS.steps
    ]
    context = {
        "title": "Check before you send",
        "sections": sections,
        "problems": problems,
        "walk": walk,
        "partner": _partner(walk),
        "neighbours": is_about_neighbours(walk.answers),
    }
    return render(walk.request, "public/ask_check.html", context)


def _partner(walk: Walk) -> Any:
    """The body that can refer a neighbour dispute, for where the person lives."""
    if not is_about_neighbours(walk.answers):
        return None
    who = walk.answers.get("who", {})
    return receiver_for(
        walk.service, "neighbours", postcode=who.get("postcode") or "", address=who.get("address") or ""
    )


def _send(walk: Walk) -> HttpResponse:
    if STEPS.first_open(walk.answers):
        return _check(walk)
    if _too_many(walk.request):
        words = "Too many were sent from here just now. Please try again in an hour, or ring us."
        return _check(walk, (words,))
    content = content_of_asking(walk.answers)
    try:
        referral = hand_in_from_public(service=walk.service, form="self", content=content, key=walk.key)
    except IncompleteError as refusal:
        return _check(walk, tuple(problem.words for problem in refusal.problems))
    due = due_at(clock_definition("referral-decision"), referral.received_at or timezone.now())
    context = {
        "title": "Thank you",
        "referral": referral,
        "walk": walk,
        "due": due,
        "neighbours": is_about_neighbours(walk.answers),
        "partner": _partner(walk),
    }
    return render(walk.request, "public/ask_sent.html", context)


def _too_many(request: HttpRequest) -> bool:
    """A limit for programs that fill in forms; people never meet it. The address is not kept with what was sent."""
    name = f"ask:{request.META.get('REMOTE_ADDR', '')}"
    cache.add(name, 0, timeout=3600)
    try:
        return int(cache.incr(name)) > MOST_AN_HOUR
    except ValueError:  # it ran out between the two lines
        return False
