"""When oversight is due at MAPPA level 1, and what was discussed in it."""

from django.http import Http404, HttpResponse
from django.urls import reverse

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.pages.submitting import form_page, saved, submit
from amends.journey.disclosure.actions import oversight as actions
from amends.journey.disclosure.forms import OversightHeldForm, OversightPlanForm
from amends.journey.disclosure.models import LevelOneOversight, Mappa
from amends.journey.disclosure.views.step import person_of, row_of

WORK = Permission.CONTACT_LOG


@staff_view(WORK)
def plan(request: StaffRequest, participant_id: int) -> HttpResponse:
    """When the next one is due."""
    person = person_of(request, participant_id)
    mappa = Mappa.objects.filter(participant=person).first()
    if mappa is None:
        raise Http404
    mappa.participant = person
    form = OversightPlanForm(request.POST or None)
    back = reverse("disclosure:mappa", args=[participant_id])
    if submit(form, lambda: actions.plan_oversight(by=request.user, mappa=mappa, **form.cleaned_data)):
        return saved(request, "Saved.", back)
    return form_page(
        request, form, "When is the next level 1 oversight due?", back, caption=person.case.number
    )


@staff_view(WORK)
def held(request: StaffRequest, oversight_id: int) -> HttpResponse:
    """It was held, and whether restorative justice was discussed."""
    rows = LevelOneOversight.objects.select_related(
        "mappa__participant__case__service", "mappa__participant__file", "file__case"
    )
    row = row_of(request, rows, oversight_id)
    form = OversightHeldForm(request.POST or None)
    back = reverse("disclosure:mappa", args=[row.mappa.participant_id])
    if submit(form, lambda: actions.hold_oversight(by=request.user, oversight=row, **form.cleaned_data)):
        return saved(request, "Saved.", back)
    return form_page(request, form, "Level 1 oversight was held", back, caption=row.file.case.number)
