"""News between the service and the offender manager. The offender manager sees a number and a day, and nothing else."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.access.rules import may
from amends.foundation.case.models import CaseFile
from amends.foundation.lib.spreadsheets import as_csv
from amends.foundation.pages.downloading import download
from amends.foundation.pages.submitting import submit
from amends.journey.court import tables
from amends.journey.court.actions import following
from amends.journey.court.actions.reporting_on import note_enforcement_taken
from amends.journey.court.forms.following import DecisionForm
from amends.journey.court.models import Enforcement, Sentence
from amends.journey.court.rules.compliance import NO_ADVERSE_EFFECT, enforcement_list
from amends.journey.court.views.sentences import opened


@staff_view(Permission.REFERRAL_MAKE)
def mine(request: StaffRequest) -> HttpResponse:
    """Missed appointments of those whom this person manages."""
    news = Enforcement.objects.filter(officer=request.user).order_by("-pk")[:100]
    context = {"title": "Missed appointments", "table": tables.officer_table(news)}
    return render(request, "court/enforcement.html", context)


@staff_view()
def decide(request: StaffRequest, news_id: int) -> HttpResponse:
    """The offender manager says what is decided, or somebody here writes it down for them."""
    allowed = Q(officer=request.user) | Q(file__in=CaseFile.objects.visible_to(request.user))
    news = Enforcement.objects.filter(allowed, pk=news_id).select_related("service").first()
    if news is None or not (
        news.officer_id == request.user.pk or may(request.user, Permission.CONTACT_LOG, news.service_id)
    ):
        raise Http404
    mine = news.officer_id == request.user.pk
    back = reverse("court:mine") if mine else reverse("court:person", args=[_person(news)])
    form = DecisionForm(request.POST or None)
    if submit(form, lambda: following.decide(by=request.user, news=news, **form.cleaned_data)):
        messages.success(request, "Those who work with them have been told.")
        return redirect(back)
    context = {"title": "What did the offender manager decide?", "form": form, "button": "Save"}
    return render(request, "pages/form.html", {**context, "back_url": back, "caption": news.reference})


@staff_view(Permission.CASE_CLOSE)
def listed(request: StaffRequest) -> HttpResponse:
    """Everything that is enforced in this service; where taking part is everybody's own choice, that is nothing."""
    table = tables.enforced_table(enforcement_list(request.service))
    context = {"title": "What is enforced", "table": table, "statement": NO_ADVERSE_EFFECT}
    return render(request, "court/enforced.html", context)


@staff_view(Permission.CASE_CLOSE)
def take(request: StaffRequest) -> HttpResponse:
    """The same as a file; who took it stands in the trail."""
    note_enforcement_taken(by=request.user, service=request.service)
    content = as_csv(tables.enforced_lines(enforcement_list(request.service)))
    return download(content, "text/csv; charset=utf-8", "enforcement.csv")


def _person(news: Enforcement) -> int:
    return Sentence.objects.values_list("participant", flat=True).get(pk=news.sentence_id)


@staff_view(Permission.CONTACT_LOG)
def step(request: StaffRequest, participant_id: int) -> HttpResponse:
    """Breach or recall that the offender manager has begun for whatever reason."""
    participant = opened(request, participant_id)
    sentence = Sentence.objects.filter(participant=participant).order_by("-passed_on", "-pk").first()
    if sentence is None:
        raise Http404
    form = DecisionForm(request.POST or None)
    if submit(form, lambda: following.note_step(by=request.user, sentence=sentence, **form.cleaned_data)):
        return redirect("court:person", participant.pk)
    back = reverse("court:person", args=[participant.pk])
    context = {"title": "News from the offender manager", "form": form, "button": "Save", "back_url": back}
    return render(request, "pages/form.html", {**context, "caption": participant.case.number})
