"""The list of papers about the person responsible: what is there, what is outstanding, what was passed on."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.access.rules import may
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.submitting import submit
from amends.journey.court.actions import papers as actions
from amends.journey.court.forms.papers import PaperForm
from amends.journey.court.models import WantedPaper
from amends.journey.court.rules.papers import paper_kinds, papers_of
from amends.journey.court.views.sentences import opened

SIMPLE: dict[str, Callable[..., None]] = {"chase": actions.chase, "pass-on": actions.pass_on}


@staff_view(Permission.CASE_SEE)
def papers(request: StaffRequest, participant_id: int) -> HttpResponse:
    """Everything on the list, for whoever works with this person."""
    participant = opened(request, participant_id)
    context = {
        "title": "Papers about them",
        "participant": participant,
        "case": participant.case,
        "lines": papers_of(participant, timezone.localdate()),
        "asks": may(request.user, Permission.ENQUIRY_SEND, participant.service_id),
        "begins": may(request.user, Permission.PARTICIPANT_EDIT, participant.service_id),
        "back_url": reverse("casefile:person", args=[participant.pk]),
    }
    return render(request, "court/papers.html", context)


@require_POST
@staff_view(Permission.PARTICIPANT_EDIT)
def begin(request: StaffRequest, participant_id: int) -> HttpResponse:
    """Ask for everything on the list."""
    participant = opened(request, participant_id)
    made = actions.want_papers(by=request.user, participant=participant)
    messages.success(request, f"{len(made)} papers are asked for." if made else "They are asked for already.")
    return redirect("court:papers", participant.pk)


@staff_view(Permission.ENQUIRY_SEND)
def paper(request: StaffRequest, participant_id: int, paper_id: int) -> HttpResponse:
    """It has come, or it will not."""
    found = _paper(request, participant_id, paper_id)
    form = PaperForm(request.POST or None, request.FILES or None)

    def act() -> None:
        given = dict(form.cleaned_data)
        why = given.pop("why_not")
        if why:
            actions.give_up(by=request.user, paper=found, why=why)
        else:
            actions.receive(by=request.user, paper=found, **given)

    if submit(form, act):
        return redirect("court:papers", participant_id)
    context = {"form": form, "title": paper_kinds()[found.kind].title, "button": "Save"}
    return render(
        request, "pages/form.html", context | {"cancel_url": reverse("court:papers", args=[participant_id])}
    )


@require_POST
@staff_view(Permission.ENQUIRY_SEND)
def do_paper(request: StaffRequest, participant_id: int, paper_id: int, verb: str) -> HttpResponse:
    """Chased again, or passed on."""
    if verb not in SIMPLE:
        raise Http404
    try:
        SIMPLE[verb](by=request.user, paper=_paper(request, participant_id, paper_id))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("court:papers", participant_id)


def _paper(request: StaffRequest, participant_id: int, paper_id: int) -> WantedPaper:
    participant = opened(request, participant_id)
    found: WantedPaper = get_object_or_404(WantedPaper, pk=paper_id, participant=participant)
    found.participant = participant
    return found
