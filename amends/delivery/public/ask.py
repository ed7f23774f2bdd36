"""The pages on which somebody asks for themselves, in their own language. Nothing is stored until they send it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from amends.delivery.public.asking import content_of_asking, is_about_neighbours
from amends.delivery.public.reach import more_about
from amends.delivery.public.wording import Wording, wording, wordings
from amends.foundation.access.models import Service
from amends.foundation.clock.limits import definition_for
from amends.foundation.clock.rules import due_at
from amends.foundation.pages.steps import Step, Steps, initial, keep, keep_unfinished
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
    words: Wording

    @property
    def steps(self) -> Steps:
        """The questions, in the words of this walk."""
        return self.words.steps

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
    walk = Walk(request, service, answers, key, _asked_for(request))
    with translation.override(walk.words.lang):
        return _go_on(walk)


def _asked_for(request: HttpRequest) -> Wording:
    """The language just chosen, else the one of the page before."""
    chosen = request.POST.get("speak") or request.POST.get("spoken") or request.GET.get("language")
    return wording(chosen or "")


def _go_on(walk: Walk) -> HttpResponse:
    posted, page = walk.request.POST, walk.request.POST.get("page", "")
    to = page if "speak" in posted else posted.get("go", "")
    if to == CHECK:
        return _check(walk)
    if to:
        if here := walk.steps.find(page, walk.answers):  # what is half typed comes along
            walk.answers = {**walk.answers, here.key: keep_unfinished(here.form(posted))}
        return _show(walk, walk.steps.find(to, walk.answers) or walk.steps.steps[0])
    if page == CHECK:
        return _send(walk)
    step = walk.steps.find(page, walk.answers)
    return _answer(walk, step) if step else _show(walk, walk.steps.steps[0])


def _answer(walk: Walk, step: Step) -> HttpResponse:
    form = step.form(walk.request.POST)
    if not form.is_valid():
        return _show(walk, step, form)
    walk.answers = {**walk.answers, step.key: keep(form)}
    following = walk.steps.first_open(walk.answers) if walk.steps.after(step.key, walk.answers) else None
    return _show(walk, following) if following else _check(walk)


def _show(walk: Walk, step: Step, form: Any = None) -> HttpResponse:
    before = walk.steps.before(step.key, walk.answers)
    context = {
        "title": step.title,
        "form": form or step.form(initial=initial(walk.answers, step.key)),
        "step": step.key,
        "number": walk.steps.steps.index(step) + 1,
        "where": walk.words.say(
            "question", number=walk.steps.steps.index(step) + 1, total=len(walk.steps.steps)
        ),
        "before": before.key if before else "",
        **_common(walk),
        "again": walk.request.GET.get("again"),
    }
    return render(walk.request, "public/ask.html", context)


def _check(walk: Walk, problems: tuple[str, ...] = ()) -> HttpResponse:
    open_step = walk.steps.first_open(walk.answers)
    if open_step:
        return _show(walk, open_step)
    sections = [
        (
            step,
            [
                row
                for row in walk.steps.rows({step.key: walk.answers[step.key]})
                if any(row.lines) and row.lines != [""]
            ],
        )
        for step in walk.steps.steps
    ]
    context = {
        "title": walk.words.say("check_title"),
        "sections": [(step, walk.words.say("change", title=step.title), rows) for step, rows in sections],
        "problems": problems,
        **_common(walk),
    }
    return render(walk.request, "public/ask_check.html", context)


def _common(walk: Walk) -> dict[str, Any]:
    """What every page of the walk shows: its words, the other languages, and whom else somebody can turn to."""
    telephone, partner = walk.service.telephone, _partner(walk)
    whom = partner and ", ".join(
        filter(None, (partner.agency.name, partner.agency.telephone, partner.agency.email))
    )
    return {
        "walk": walk,
        "services": [walk.service],
        "more_about": more_about().values(),
        "w": walk.words,
        "languages": wordings().values(),
        "rather_talk": walk.words.say("rather_talk", telephone=telephone) if telephone else "",
        "ring_number": walk.words.say("ring_number", telephone=telephone) if telephone else "",
        "neighbours": is_about_neighbours(walk.answers),
        "whom_to_ask": walk.words.say("neighbours_ask", partner=whom) if whom else "",
    }


def _partner(walk: Walk) -> Any:
    """The body that can refer a neighbour dispute, for where the person lives."""
    if not is_about_neighbours(walk.answers):
        return None
    who = walk.answers.get("who", {})
    return receiver_for(
        walk.service, "neighbours", postcode=who.get("postcode") or "", address=who.get("address") or ""
    )


def _send(walk: Walk) -> HttpResponse:
    if walk.steps.first_open(walk.answers):
        return _check(walk)
    if _too_many(walk.request):
        return _check(walk, (walk.words.say("too_many"),))
    content = content_of_asking(walk.answers)
    try:
        referral = hand_in_from_public(service=walk.service, form="self", content=content, key=walk.key)
    except IncompleteError as refusal:
        return _check(walk, tuple(problem.words for problem in refusal.problems))
    due = due_at(definition_for(walk.service, "referral-decision"), referral.received_at or timezone.now())
    context = {
        "title": walk.words.say("thanks"),
        "referral": referral,
        "by_day": walk.words.say("by_day", day=date_format(timezone.localtime(due), "j F Y")) if due else "",
        **_common(walk),
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
