"""News about risk, in both directions."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from amends.foundation.access.permissions import Permission
from amends.foundation.access.programs import as_clockwork
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.models import Participant
from amends.foundation.pages.submitting import form_page, saved, submit
from amends.journey.disclosure import actions
from amends.journey.disclosure.forms import AcknowledgeForm, OfficerRiskForm, RiskForm, RiskInForm
from amends.journey.disclosure.models import RiskTold
from amends.journey.disclosure.views.step import person_of, row_of
from amends.journey.referral.models import Referral


@staff_view(Permission.CASE_SEE)
def news(request: StaffRequest, participant_id: int) -> HttpResponse:
    """What passed about one person's risk, who was told, and who has not said that it reached them."""
    person = person_of(request, participant_id)
    rows = person.risk_updates.select_related("by").prefetch_related("told").order_by("-pk")
    context = {"title": "News about risk", "person": person, "rows": rows}
    return render(request, "disclosure/risk.html", context)


@staff_view(Permission.CONTACT_LOG)
def send(request: StaffRequest, participant_id: int) -> HttpResponse:
    """Tell everybody who has a part."""
    person = person_of(request, participant_id)
    form = RiskForm(request.POST or None, service=person.case.service)
    names = ("words", "no_change", "means")
    if submit(
        form,
        lambda: actions.send_risk(
            by=request.user, participant=person, told=form.told(), **{n: form.cleaned_data[n] for n in names}
        ),
    ):
        return saved(request, "It is on record. Note when each has said that it reached them.", _back(person))
    return form_page(
        request, form, f"News about the risk of {person.initials}", _back(person), button="Record it as sent"
    )


@staff_view(Permission.CONTACT_LOG)
def receive(request: StaffRequest, participant_id: int) -> HttpResponse:
    """Take in what somebody outside the team says."""
    person = person_of(request, participant_id)
    form = RiskInForm(request.POST or None)
    if submit(form, lambda: actions.receive_risk(by=request.user, participant=person, **form.cleaned_data)):
        return saved(request, "It stands on the risk record.", _back(person))
    return form_page(request, form, "News about risk came in", _back(person))


@staff_view(Permission.CONTACT_LOG)
def acknowledge(request: StaffRequest, told_id: int) -> HttpResponse:
    """One of those who were told has said so."""
    told = row_of(request, RiskTold.objects.select_related("update__participant", "file"), told_id)
    form = AcknowledgeForm(request.POST or None)
    if submit(form, lambda: actions.acknowledge(by=request.user, told=told, **form.cleaned_data)):
        return saved(request, "Noted.", _back(told.update.participant))
    return form_page(request, form, f"It reached {told.name}", _back(told.update.participant))


@staff_view(Permission.REFERRAL_MAKE)
def from_officer(request: StaffRequest, number: str) -> HttpResponse:
    """For the officer who referred: send what we should know. They see nothing of the case."""
    referral = Referral.objects.visible_to(request.user).filter(number=number, case__isnull=False).first()
    if referral is None:
        raise Http404
    person = _responsible(referral)
    back = reverse("referral:status", args=[number])
    form = OfficerRiskForm(request.POST or None)
    sender = f"{request.user.name}, {referral.agency.name}" if referral.agency else request.user.name
    if submit(
        form,
        lambda: actions.receive_from_outside(
            by=request.user, participant=person, sender=sender, **form.cleaned_data
        ),
    ):
        return saved(request, "Thank you. The people who work on it read it now.", back)
    return form_page(request, form, "News about risk", back, caption=number, button="Send it")


def _responsible(referral: Referral) -> Participant:
    """Whom the officer referred; found by the service's own hands, because the officer sees no case."""
    with as_clockwork(referral.service):
        rows = Participant.objects.filter(case=referral.case_id, side="responsible", left_at__isnull=True)
        found = rows.select_related("file", "case__service").order_by("pk").first()
    if found is None:
        raise Http404
    return found


def _back(person: Participant) -> str:
    return reverse("disclosure:risk", args=[person.pk])
