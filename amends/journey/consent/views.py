"""The switchboard: what one person has agreed to, and stopping."""

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.doors import open_participant
from amends.foundation.case.models import Participant
from amends.foundation.pages.attempt import attempt
from amends.journey.consent.actions import record_consent, withdraw
from amends.journey.consent.forms import ConsentForm, StopForm
from amends.journey.consent.purposes import Purpose, purposes
from amends.journey.consent.rules import switchboard


@staff_view(Permission.CASE_SEE)
def board(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """Every purpose with on, off, not asked or withdrawn, by whom, when and in which words."""
    participant = open_participant(request.user, participant_id, why="consent.looked_at")
    history = participant.consents.select_related("recorded_by").order_by("-id")
    context = {"participant": participant, "switches": switchboard(participant).values(), "history": history}
    return render(request, "consent/board.html", context)


@staff_view(Permission.CONSENT_RECORD)
def ask(request: StaffRequest, participant_id: int, key: str) -> HttpResponseBase:
    """Record what they said about one purpose."""
    participant = open_participant(request.user, participant_id, why="consent.looked_at")
    wanted = purposes()[1].get(key)
    if wanted is None:
        raise Http404
    form = ConsentForm(request.POST or None, wanted=wanted, participant=participant)
    if form.is_valid() and _record(request, participant, wanted, form):
        messages.success(request, f"Recorded: {wanted.title[0].lower()}{wanted.title[1:]}.")
        return redirect("consent:board", participant.pk)
    return render(request, "consent/ask.html", {"participant": participant, "wanted": wanted, "form": form})


def _record(request: StaffRequest, participant: Participant, wanted: Purpose, form: ConsentForm) -> bool:
    answer, evidence = form.cleaned_data["answer"], form.evidence()
    done = attempt(
        form,
        lambda: record_consent(
            by=request.user, participant=participant, key=wanted.key, answer=answer, evidence=evidence
        ),
    )
    return done is not None


@staff_view(Permission.CONSENT_RECORD)
def stop(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """Somebody stops. What will happen is said before the button."""
    participant = open_participant(request.user, participant_id, why="consent.looked_at")
    form = StopForm(request.POST or None)
    if form.is_valid():
        withdraw(by=request.user, participant=participant, reason=form.cleaned_data["reason"])
        messages.success(
            request, "They have stopped. Everything that was planned for them is stopped as well."
        )
        return redirect("consent:board", participant.pk)
    return render(request, "consent/stop.html", {"participant": participant, "form": form})
