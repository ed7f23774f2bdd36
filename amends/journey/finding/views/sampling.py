"""Samples and their papers, the weights of the order, and who may be known already."""

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.journey.finding import actions
from amends.journey.finding.forms.cases import MatchForm, ReadingForm, SampleForm, WeightsForm
from amends.journey.finding.models import Match
from amends.journey.finding.pages.cases import match_rows
from amends.journey.finding.queries.cases import eligible_in
from amends.journey.finding.queries.samples import matches_to_review, papers_of
from amends.journey.finding.rules.caseloads import may_find
from amends.journey.finding.sifting import lines_of
from amends.journey.finding.views.caseloads import looks_for_cases, open_extract
from amends.journey.finding.views.cases import A_PAGE, ask

reads_papers = staff_view(Permission.SUITABILITY_RECORD)


@looks_for_cases
def new_sample(request: StaffRequest, key: int) -> HttpResponseBase:
    """Draw a sample and hand it out."""
    extract = open_extract(request, key)
    form = SampleForm(request.POST or None, service=request.service)
    return ask(
        request,
        form,
        reverse("finding:caseload", args=[key]),
        lambda: actions.draw_sample(by=request.user, extract=extract, **form.cleaned_data),
        title="Draw a sample to read",
        lead=f"By lot, from {eligible_in(extract).count()} eligible cases. Each reader sees only what is handed to them.",
    )


@looks_for_cases
def matches(request: StaffRequest, key: int) -> HttpResponseBase:
    """Pairs that may be one person, the most likely first."""
    extract = open_extract(request, key)
    context = {
        "title": "The same people as before?",
        "pairs": [(each, match_rows(each)) for each in matches_to_review(extract)[:A_PAGE]],
        "back_url": reverse("finding:caseload", args=[key]),
    }
    return render(request, "finding/matches.html", context)


@looks_for_cases
def match(request: StaffRequest, key: int) -> HttpResponseBase:
    """One pair, decided by a person."""
    found = None
    if may_find(request.user, request.service):
        rows = Match.objects.filter(service=request.service, pk=key)
        found = rows.select_related("candidate__service", "service").first()
    if found is None:
        raise Http404
    form = MatchForm(request.POST or None)
    back = reverse("finding:matches", args=[found.candidate.extract_id])

    def answer() -> object:
        return actions.review_match(by=request.user, match=found, **form.cleaned_data)

    return ask(request, form, back, answer, title="Is it the same person?")


@looks_for_cases
def weights(request: StaffRequest) -> HttpResponseBase:
    """How much each of the guide's factors counts here."""
    if not may_find(request.user, request.service):
        raise Http404
    form = WeightsForm(request.POST or None, lines=lines_of(request.service))
    return ask(
        request,
        form,
        reverse("finding:caseloads"),
        lambda: actions.set_weights(
            by=request.user, service=request.service, weights=form.weights, reason=form.cleaned_data["reason"]
        ),
        title="What counts, and how much?",
        lead="From 0 (does not count) to 10. They put the list in order; a person decides.",
    )


@reads_papers
def papers(request: StaffRequest) -> HttpResponseBase:
    """What this reader has been handed."""
    rows = papers_of(request.user, request.service)
    return render(request, "finding/papers.html", {"title": "Papers to read", "rows": rows})


@reads_papers
def paper(request: StaffRequest, key: int) -> HttpResponseBase:
    """What a reader found in one case's papers."""
    found = papers_of(request.user, request.service).filter(pk=key).first()
    if found is None:
        raise Http404
    form = ReadingForm(request.POST or None)
    who = found.candidate
    return ask(
        request,
        form,
        reverse("finding:papers"),
        lambda: actions.record_reading(by=request.user, reading=found, **form.cleaned_data),
        title=f"The papers of {who.full_name or who.person_reference}",
        lead=" ".join(part for part in (who.person_reference, who.offence) if part),
    )
