"""What one person needs: asked, answered, looked at again, shared."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.doors import open_participant
from amends.foundation.case.models import Participant
from amends.foundation.pages.attempt import carried_out
from amends.journey.preparation import actions
from amends.journey.preparation.forms.needs import (
    ConsiderForm,
    LookForm,
    MeetNeedForm,
    NeedForm,
    NewNeedForm,
    ShareForm,
)
from amends.journey.preparation.models import Need
from amends.journey.preparation.rules.needs import considered
from amends.journey.preparation.views.pages import SEEN, form_page, own

LOG = Permission.CONTACT_LOG


@staff_view(LOG)
def need(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """Add something they need."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    form = NewNeedForm(request.POST or None, side=participant.side)
    if carried_out(
        form, lambda: actions.add_need(by=request.user, participant=participant, **form.cleaned_data)
    ):
        return redirect("preparation:person", participant.pk)
    return form_page(request, participant, form, "Something they need")


@require_POST
@staff_view(LOG)
def take_over(request: StaffRequest, participant_id: int, key: str) -> HttpResponseBase:
    """Put on the list what stands somewhere else already; the next page asks what is planned about it."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    made = actions.take_over(by=request.user, participant=participant, key=key)
    return redirect("preparation:met", participant.pk, made.pk)


@staff_view(LOG)
def met(request: StaffRequest, participant_id: int, need_id: int) -> HttpResponseBase:
    """Say what is done about a need."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    wanted = own(Need, participant, need_id)
    kept = {name: getattr(wanted, name) for name in ("planned", "responsible", "met_on")}
    form = MeetNeedForm(request.POST or None, initial=kept)
    if carried_out(form, lambda: actions.meet_need(by=request.user, need=wanted, **form.cleaned_data)):
        return redirect("preparation:person", participant.pk)
    return form_page(request, participant, form, f"They need: {wanted.words}")


@staff_view(LOG)
def change(request: StaffRequest, participant_id: int, need_id: int) -> HttpResponseBase:
    """Correct what they need."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    wanted = own(Need, participant, need_id)
    kept = {name: getattr(wanted, name) for name in ("kind", "words", "source", "of_place", "of_paper")}
    form = NeedForm(request.POST or None, side=participant.side, initial=kept)
    if carried_out(
        form, lambda: actions.change_need(by=request.user, need=wanted, details=form.cleaned_data)
    ):
        return redirect("preparation:person", participant.pk)
    return form_page(request, participant, form, "Something they need")


@staff_view(LOG)
def look(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """They were asked what they need, or it was looked at again."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    form = LookForm(request.POST or None, side=participant.side, initial={"looked_on": timezone.localdate()})
    if carried_out(
        form,
        lambda: actions.look_at_needs(by=request.user, participant=participant, details=form.cleaned_data),
    ):
        messages.success(request, "Kept. Now put on the list whatever is new.")
        return redirect("preparation:person", participant.pk)
    return form_page(request, participant, form, "Asked what they need")


@staff_view(LOG)
def share(request: StaffRequest, participant_id: int, need_id: int) -> HttpResponseBase:
    """Put an answer that worked into the library, without names."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    wanted = own(Need, participant, need_id)
    form = ShareForm(request.POST or None, initial={"words": wanted.words, "answer": wanted.planned})

    def act() -> bool:
        actions.share_answer(by=request.user, need=wanted, **form.cleaned_data)
        return True

    if carried_out(form, act):
        messages.success(request, "It stands in the library now, under “What has worked for people”.")
        return redirect("preparation:person", participant.pk)
    return form_page(request, participant, form, "Share this with the team")


@staff_view(LOG)
def consider(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """Culture, maturity and gender in their plan."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    form = ConsiderForm(request.POST or None, initial=_considered(participant))

    def act() -> bool:
        actions.consider(by=request.user, participant=participant, said=form.said())
        return True

    if carried_out(form, act):
        return redirect("preparation:person", participant.pk)
    return form_page(request, participant, form, "Culture, maturity and gender")


def _considered(participant: Participant) -> dict[str, str]:
    kept: dict[str, str] = {}
    for kind, row in considered(participant.needs.all()).items():
        said = (("none", row.words),) if row.none_needed else (("words", row.words), ("planned", row.planned))
        kept |= {f"{kind}_{part}": text for part, text in said}
    return kept
