"""The page on which a manager sets what the referral forms ask and say."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.pages.submitting import submit
from amends.journey.referral.actions import keep_settings
from amends.journey.referral.form_rules import minimum_of, settings_of, time_to_refer
from amends.journey.referral.forms.settings import SettingsForm
from amends.journey.referral.views.posted import posted


@staff_view(Permission.SERVICE_MANAGE)
def settings(request: StaffRequest) -> HttpResponse:
    """What is asked at entry, whom to talk to, what stands at the top; and how long a referral takes to write."""
    kept = settings_of(request.service)
    initial = {name: getattr(kept, name) for name in SettingsForm.base_fields}
    initial["minimum"] = minimum_of(request.service)
    form = SettingsForm(posted(request), initial=initial)
    if submit(
        form, lambda: keep_settings(by=request.user, service=request.service, details=form.cleaned_data)
    ):
        messages.success(request, "Saved. It holds from the next form that somebody opens.")
        return redirect("referral:settings")
    minutes, counted = time_to_refer(request.service)
    context = {"title": "Referral forms", "form": form, "minutes": minutes, "counted": counted}
    return render(request, "referral/settings.html", context | {"back_url": reverse("setup:home")})
