"""First cohorts: the list followed through, the export, and who is ready for the training."""

from collections.abc import Callable
from functools import partial

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from amends.foundation.access.requests import StaffRequest
from amends.foundation.case.models import Case
from amends.foundation.pages.attempt import attempt
from amends.foundation.pages.downloading import table_to_take
from amends.foundation.pages.submitting import submit
from amends.insight.scoping import actions
from amends.insight.scoping.following import chosen, follow, open_cases, readiness
from amends.insight.scoping.forms.planning import CohortCaseForm, CohortForm
from amends.insight.scoping.models import Cohort, CohortCase
from amends.insight.scoping.views.runs import plans
from amends.journey.finding.models import Candidate


def open_cohort(request: StaffRequest, key: int) -> Cohort:
    """The cohort, or 404."""
    found = Cohort.objects.filter(service=request.service, pk=key).select_related("service").first()
    if found is None:
        raise Http404
    return found


@plans
def cohorts(request: StaffRequest) -> HttpResponseBase:
    """Every cohort, and a new one."""
    form = CohortForm(request.POST or None)
    if form.is_valid():
        made = attempt(
            form, lambda: actions.make_cohort(by=request.user, service=request.service, **form.cleaned_data)
        )
        if made:
            return redirect("scoping:cohort", made.pk)
    rows = Cohort.objects.filter(service=request.service).order_by("-pk")
    context = {"title": "First cohorts", "form": form, "cohorts": rows, "back_url": reverse("scoping:home")}
    return render(request, "scoping/cohorts.html", context)


@plans
def cohort(request: StaffRequest, key: int) -> HttpResponseBase:
    """The list, followed through; who has no case yet; what can be put in."""
    found = open_cohort(request, key)
    booked = readiness(found)
    context = {
        "title": found.name,
        "cohort": found,
        "rows": follow(found),
        "booked": booked,
        "without": [each for each in booked if not each.cases],
        "cases": open_cases(found),
        "chosen": chosen(found),
        "back_url": reverse("scoping:cohorts"),
    }
    return render(request, "scoping/cohort.html", context)


@plans
def add(request: StaffRequest, key: int, kind: str, what: int) -> HttpResponseBase:
    """Put a case, or a possible case, into it."""
    found = open_cohort(request, key)
    is_case = kind == "case"
    case = Case.objects.filter(service=request.service, pk=what).first() if is_case else None
    candidates = Candidate.objects.filter(service=request.service, pk=what)
    candidate = None if is_case else candidates.first()
    if case is None and candidate is None:
        raise Http404
    form = CohortCaseForm(request.POST or None, service=request.service)
    put = partial(actions.add_to_cohort, by=request.user, cohort=found, case=case, candidate=candidate)
    return _ask(request, found, form, lambda: put(**form.cleaned_data))


@plans
def change(request: StaffRequest, key: int) -> HttpResponseBase:
    """Who is to have it, and how far it is."""
    rows = CohortCase.objects.filter(service=request.service, pk=key).select_related(
        "cohort__service", "service"
    )
    row = rows.first()
    if row is None:
        raise Http404
    names = ("state", "motivation", "sift_result", "before_training", "facilitator")
    given = {name: getattr(row, name) for name in names}
    form = CohortCaseForm(request.POST or None, initial=given, service=request.service)
    put = partial(actions.change_cohort_case, by=request.user, row=row)
    return _ask(request, row.cohort, form, lambda: put(**form.cleaned_data))


def _ask(
    request: StaffRequest, found: Cohort, form: CohortCaseForm, act: Callable[[], object]
) -> HttpResponseBase:
    back = reverse("scoping:cohort", args=[found.pk])
    if submit(form, act):
        return redirect(back)
    context = {"title": "One case of the cohort", "form": form, "back_url": back, "button": "Save"}
    return render(request, "pages/form.html", context)


@plans
def export(request: StaffRequest, key: int) -> HttpResponseBase:
    """The list as a file: case numbers, no names."""
    found = open_cohort(request, key)
    actions.note_cohort_taken(by=request.user, cohort=found)
    lines = [
        (
            each.name,
            each.row.get_motivation_display(),
            "yes" if each.row.before_training else "no",
            each.interviewed,
            each.suitability,
            each.stage,
        )
        for each in follow(found)
    ]
    head = ("case", "motivation", "before training", "interviews", "suitability", "stage")
    return table_to_take([head, *lines], f"cohort-{found.pk}.csv")
