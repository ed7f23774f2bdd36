"""What somebody was told, and the list of those who wait."""

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.doors import open_participant
from amends.foundation.case.models import Side
from amends.foundation.pages.submitting import submit
from amends.journey.suitability.actions import record_told
from amends.journey.suitability.forms import ToldForm
from amends.journey.suitability.models import Judgement
from amends.journey.suitability.rules import waiting
from amends.journey.suitability.rules.later import early_refusals
from amends.journey.suitability.views import small_form

SEEN = "suitability.looked_at"
RECORD = Permission.SUITABILITY_RECORD


@staff_view(RECORD)
def told(request: StaffRequest, participant_id: int, judgement_id: int) -> HttpResponseBase:
    """What somebody found unsuitable was told, and when to look again."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    judgement = get_object_or_404(Judgement, pk=judgement_id, participant=participant)
    judgement.participant = participant
    if judgement.outcome != Judgement.Outcome.NOT_SUITABLE or hasattr(judgement, "told"):
        raise Http404
    form = ToldForm(request.POST or None)
    if submit(form, lambda: record_told(by=request.user, judgement=judgement, **form.cleaned_data)):
        messages.success(request, "What they were told is on file.")
        return redirect("suitability:person", participant.pk)
    return small_form(request, participant, form, "What were they told?")


@staff_view(Permission.REFERRAL_SCREEN)
def waiting_list(request: StaffRequest) -> HttpResponseBase:
    """Everybody eligible whom nobody has assessed yet, longest first; and attempts to turn somebody down unheard."""
    lists = [
        ("People harmed", waiting(request.service, (Side.HARMED,))),
        ("People responsible", waiting(request.service, (Side.RESPONSIBLE,))),
        ("Parties to a dispute", waiting(request.service, (Side.PARTY_A, Side.PARTY_B))),
    ]
    early = early_refusals(request.service)
    context = {"lists": lists, "early": list(early[:20]), "early_count": early.count()}
    return render(request, "suitability/waiting.html", context)
