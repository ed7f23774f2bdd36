"""From a possible case to a referral, on one page."""

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.pages.attempt import attempt
from amends.journey.finding.models import Candidate
from amends.journey.finding.rules.caseloads import may_find
from amends.journey.referral import actions
from amends.journey.referral.forms.found import FoundForm
from amends.journey.referral.models import Referral


@staff_view(Permission.REFERRAL_MAKE)
def refer_found(request: StaffRequest, key: int) -> HttpResponseBase:
    """Say what the caseload does not, and log it."""
    rows = Candidate.objects.filter(service=request.service, pk=key).select_related(
        "extract__agency", "service"
    )
    found = rows.first() if may_find(request.user, request.service) else None
    if found is None:
        raise Http404
    known = {"incident": found.offence, "referrer_name": found.details.get("case_holder", "")}
    form = FoundForm(request.POST or None, initial=known)
    if form.is_valid() and (referral := _referred(request.user, form, found)):
        messages.success(request, f"The referral is {referral.number}.")
        return redirect("referral:status", referral.number)
    title = f"Refer {found.full_name or found.person_reference}"
    back = reverse("finding:case", args=[key])
    context = {"title": title, "form": form, "back_url": back, "button": "Make the referral"}
    return render(request, "pages/form.html", context)


def _referred(by: User, form: FoundForm, found: Candidate) -> Referral | None:
    return attempt(form, lambda: actions.refer_found(by=by, candidate=found, **form.cleaned_data))
