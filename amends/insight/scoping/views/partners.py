"""What partners expect to send, and what has come."""

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.requests import StaffRequest
from amends.foundation.pages.submitting import submit
from amends.insight.scoping import actions
from amends.insight.scoping.forecast import NOTE, forecast
from amends.insight.scoping.forms.planning import ExpectationForm
from amends.insight.scoping.views.runs import plans


@plans
def partners(request: StaffRequest) -> HttpResponseBase:
    """The forecast, partner by partner, with the note that there is no formula."""
    lines = forecast(request.service, timezone.localdate())
    context = {
        "title": "What partners will send",
        "lines": lines,
        "total": sum(line.a_year for line in lines),
        "note": NOTE,
        "back_url": reverse("scoping:home"),
    }
    return render(request, "scoping/partners.html", context)


@plans
def expect(request: StaffRequest) -> HttpResponseBase:
    """Record what a partner has agreed."""
    form = ExpectationForm(request.POST or None, service=request.service)
    if submit(form, lambda: actions.expect_referrals(by=request.user, **form.cleaned_data)):
        return redirect("scoping:partners")
    context = {
        "title": "What has a partner agreed?",
        "form": form,
        "back_url": reverse("scoping:partners"),
        "button": "Save",
    }
    return render(request, "pages/form.html", context)
