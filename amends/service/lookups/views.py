"""The register of accesses, and the look-ups of a case."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.doors import open_case
from amends.foundation.lib.dates import long_date
from amends.foundation.pages.attempt import attempt
from amends.foundation.pages.submitting import submit
from amends.service.lookups import rules
from amends.service.lookups.actions import enter_access, log_look_up
from amends.service.lookups.forms import AccessForm, LookUpForm
from amends.service.lookups.models import LookUp


@staff_view(Permission.PARTNERS_MANAGE)
def register(request: StaffRequest) -> HttpResponseBase:
    """Who may look into which system, and look-ups made after the access had run out."""
    context = {
        "title": "Partners’ systems we may look into",
        "accesses": rules.accesses(request.service),
        "late": rules.after_running_out(request.service)[:50],
        "today": timezone.localdate(),
        "back_url": reverse("setup:home"),
    }
    return render(request, "lookups/register.html", context)


@staff_view(Permission.PARTNERS_MANAGE)
def new_access(request: StaffRequest) -> HttpResponseBase:
    """Enter an access."""
    form = AccessForm(request.POST or None, service=request.service)
    if submit(form, lambda: enter_access(by=request.user, service=request.service, **form.cleaned_data)):
        messages.success(request, "Entered.")
        return redirect("lookups:register")
    context = {"form": form, "title": "Enter an access", "button": "Enter it"}
    return render(request, "pages/form.html", context | {"cancel_url": reverse("lookups:register")})


@staff_view(Permission.ENQUIRY_SEND)
def case(request: StaffRequest, number: str) -> HttpResponseBase:
    """What was looked up for a case, and a box to write down another."""
    found = open_case(request.user, number)
    form = LookUpForm(request.POST or None, user=request.user, service=found.service)
    made = None
    if form.is_valid():
        made = attempt(form, lambda: log_look_up(by=request.user, case=found, **form.cleaned_data))
    if made:
        _say(request, made)
        return redirect("lookups:case", found.number)
    context = {
        "title": f"Looked up for {found.number}",
        "case": found,
        "form": form,
        "rows": rules.lookups_of(found),
        "button": "Write it down",
        "back_url": reverse("casefile:case", args=[found.number]),
    }
    return render(request, "lookups/case.html", context)


def _say(request: StaffRequest, made: LookUp) -> None:
    if not made.had_run_out:
        messages.success(request, "Written down.")
        return
    words = f"Your access to {made.access.system} ran out on {long_date(made.access.expires_on)}."
    messages.warning(request, f"{words} The look-up is kept, and the manager has been told.")
