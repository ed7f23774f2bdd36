"""The whole referral form for somebody without an account (EX-032). Answers travel with the pages, nothing is stored."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from amends.foundation.access.models import Service
from amends.foundation.pages.steps import Step, Steps, initial, keep, keep_unfinished
from amends.journey.referral.actions import hand_in_from_public
from amends.journey.referral.content import IncompleteError, Problem
from amends.journey.referral.content.carrying import CarriedError, pack, unpack
from amends.journey.referral.content.drafting import content_of
from amends.journey.referral.form_rules import settings_of
from amends.journey.referral.forms import steps_for
from amends.journey.referral.models.referral import Form
from amends.journey.referral.views.draft_pages import cards, left_out

CHECK = "check"


def _service(request: HttpRequest) -> Service:
    """The service this site belongs to; where there are several, the link names one: ?service=ESX."""
    wanted = request.GET.get("service") or request.POST.get("service") or ""
    services = Service.objects.order_by("pk")
    found = services.filter(prefix=wanted).first() if wanted else services.first()
    if found is None:
        raise Http404
    return found


@never_cache
@require_http_methods(["GET", "POST"])
def open_form(request: HttpRequest) -> HttpResponse:
    """One page after the other; the hidden field `carried` holds what was answered so far."""
    service = _service(request)
    try:
        answers, key = unpack(request.POST.get("carried", ""))
    except CarriedError:
        return redirect(f"{reverse('referral:open')}?again=yes")
    here = request.POST.get("page", "")
    if request.method == "GET" or not here:
        return _show(request, service, answers, key, _steps(answers, service).shown(answers)[0])
    if "go" in request.POST:
        if typed := _steps(answers, service).find(here, answers):  # what is half typed comes along
            answers = {**answers, typed.key: keep_unfinished(typed.form(request.POST))}
        found = _steps(answers, service).find(request.POST["go"], answers)
        return (
            _show(request, service, answers, key, found) if found else _check(request, service, answers, key)
        )
    if here == CHECK:
        return _send(request, service, answers, key)
    return _next(request, service, answers, key)


def _steps(answers: dict[str, Any], service: Service) -> Steps:
    return steps_for(Form.REFERRAL, answers, service)


def _next(request: HttpRequest, service: Service, answers: dict[str, Any], key: UUID) -> HttpResponse:
    step = _steps(answers, service).find(request.POST["page"], answers)
    if step is None:
        raise Http404
    form = step.form(request.POST)
    if not form.is_valid():
        return _show(request, service, answers, key, step, form=form)
    answers = {**answers, step.key: keep(form)}
    following = _steps(answers, service).after(step.key, answers)
    return (
        _show(request, service, answers, key, following)
        if following
        else _check(request, service, answers, key)
    )


def _show(
    request: HttpRequest,
    service: Service,
    answers: dict[str, Any],
    key: UUID,
    step: Step,
    *,
    form: Any = None,
) -> HttpResponse:
    before = _steps(answers, service).before(step.key, answers)
    context = {
        "title": step.title,
        "form": form or step.form(initial=initial(answers, step.key)),
        "step": step.key,
        "before": before.key if before else "",
        "carried": pack(answers, key),
        "service": service,
        "about_form": None if before else settings_of(service),
        "again": request.GET.get("again"),
    }
    return render(request, "referral/open_form.html", context)


def _check(
    request: HttpRequest,
    service: Service,
    answers: dict[str, Any],
    key: UUID,
    *,
    problems: list[Problem] | None = None,
) -> HttpResponse:
    steps = _steps(answers, service)
    context = {
        "title": "Check before you send",
        "cards": cards(steps, answers, lambda each: each),
        "left_out": left_out(steps, answers),
        "problems": problems or [],
        "carried": pack(answers, key),
        "service": service,
    }
    return render(request, "referral/open_check.html", context)


def _send(request: HttpRequest, service: Service, answers: dict[str, Any], key: UUID) -> HttpResponse:
    content = content_of(Form.REFERRAL, answers)
    try:
        referral = hand_in_from_public(service=service, form=Form.REFERRAL, content=content, key=key)
    except IncompleteError as refusal:
        return _check(request, service, answers, key, problems=refusal.problems)
    except IntegrityError:
        return redirect("referral:open")
    return render(
        request,
        "referral/open_sent.html",
        {"title": "Referral sent", "referral": referral, "service": service},
    )
