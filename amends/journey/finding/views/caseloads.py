"""A partner's file: choose it, watch it being read, see what came of it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.attempt import attempt
from amends.foundation.pages.downloading import table_to_take
from amends.journey.finding import actions
from amends.journey.finding.actions.deciding import note_list_taken
from amends.journey.finding.forms.uploading import UploadForm
from amends.journey.finding.models import Extract, Rejected
from amends.journey.finding.pages.caseload import funnel, numbers, waiting_urls
from amends.journey.finding.pages.file import about, tasks_of
from amends.journey.finding.queries.cases import a_year, counts, extracts_of
from amends.journey.finding.queries.previewing import preview_table
from amends.journey.finding.queries.samples import estimates
from amends.journey.finding.queries.words import strange_words
from amends.journey.finding.rules.caseloads import may_find
from amends.journey.finding.sifting import lines_of

looks_for_cases = staff_view(Permission.REFERRAL_MAKE)
LISTED, SHOWN_REJECTED = 50, 20


def open_extract(request: StaffRequest, key: int) -> Extract:
    """The extract, for whoever sees the whole service; 404 for everybody else."""
    found = (
        extracts_of(request.service).filter(pk=key).first()
        if may_find(request.user, request.service)
        else None
    )
    if found is None:
        raise Http404
    return found


@looks_for_cases
def caseloads(request: StaffRequest) -> HttpResponseBase:
    """Every file of the service, and the weights cases are put in order by."""
    if not may_find(request.user, request.service):
        raise Http404
    context = {
        "title": "Possible cases in caseloads",
        "extracts": extracts_of(request.service)[:LISTED],
        "weights": lines_of(request.service),
        "back_url": reverse("finding:home"),
    }
    return render(request, "finding/caseloads.html", context)


@looks_for_cases
def new_caseload(request: StaffRequest) -> HttpResponseBase:
    """Choose a file."""
    if not may_find(request.user, request.service):
        raise Http404
    form = UploadForm(request.POST or None, request.FILES or None, service=request.service)
    if form.is_valid() and (extract := _uploaded(request, form)):
        return redirect("finding:caseload", extract.pk)
    back = reverse("finding:caseloads")
    context = {"title": "Look through a caseload", "form": form, "back_url": back, "button": "Upload"}
    return render(request, "pages/form.html", context)


def _uploaded(request: StaffRequest, form: UploadForm) -> Extract | None:
    given = dict(form.cleaned_data)
    file = given.pop("upload")
    by, service = request.user, request.service
    return attempt(
        form,
        lambda: actions.upload_extract(by=by, service=service, name=file.name, content=file.read(), **given),
    )


@looks_for_cases
def caseload(request: StaffRequest, key: int) -> HttpResponseBase:
    """One file: what is still to be said, how far it is, or what came of it."""
    extract = open_extract(request, key)
    context = {
        "title": f"Caseload of {extract.agency.name}",
        "extract": extract,
        "about": about(extract),
        "back_url": reverse("finding:caseloads"),
        **_by_state(extract),
    }
    return render(request, f"finding/caseload_{_page_of(extract)}.html", context)


def _page_of(extract: Extract) -> str:
    if extract.is_under_way:
        return "under_way"
    return "done" if extract.state == Extract.State.DONE else "before"


def _by_state(extract: Extract) -> dict[str, Any]:
    if extract.is_under_way:
        return {}
    return _done(extract) if extract.state == Extract.State.DONE else _before(extract)


def _done(extract: Extract) -> dict[str, Any]:
    found = counts(extract)
    return {
        "rejected": Rejected.objects.filter(extract=extract)[:SHOWN_REJECTED],
        "funnel": funnel(extract, found),
        "numbers": numbers(extract, found),
        "a_year": a_year(extract, found["eligible"]),
        "counts": found,
        "estimates": estimates(extract),
    }


def _before(extract: Extract) -> dict[str, Any]:
    context: dict[str, Any] = {"rejected_count": Rejected.objects.filter(extract=extract).count()}
    if extract.file_deleted_at:
        return context
    try:
        tasks = tasks_of(extract, len(strange_words(extract)), waiting_urls(extract))
        return {**context, "tasks": tasks, "table": preview_table(extract)}
    except Refused as refusal:
        return {**context, "refusal": refusal}


@require_POST
@looks_for_cases
def start(request: StaffRequest, key: int) -> HttpResponseBase:
    """Hand the file to the worker."""
    try:
        actions.queue_extract(by=request.user, extract=open_extract(request, key))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("finding:caseload", key)


@require_POST
@looks_for_cases
def discard(request: StaffRequest, key: int) -> HttpResponseBase:
    """Throw the file away, with everything that was read from it."""
    try:
        actions.discard_extract(by=request.user, extract=open_extract(request, key))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("finding:caseload", key)
    messages.success(request, "The file and its rows have been deleted.")
    return redirect("finding:caseloads")


@looks_for_cases
def rejected(request: StaffRequest, key: int) -> HttpResponseBase:
    """The rows that could not be read, to be put right where they came from."""
    extract = open_extract(request, key)
    note_list_taken(by=request.user, extract=extract, what="rejected_taken")
    rows = Rejected.objects.filter(extract=extract).values_list("row", "column", "reason")
    head = ("row", "column", "reason")
    return table_to_take([head, *rows.iterator(chunk_size=2000)], f"rejected-{extract.pk}.csv")
