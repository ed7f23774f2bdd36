"""Whom our messages reach, and how each goes out."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.pages.submitting import form_page, saved, submit
from amends.service.community import actions, reach_forms
from amends.service.community.models import KeyMessage, Sending
from amends.service.community.rules import reach_of


@staff_view(Permission.PARTNERS_MANAGE)
def reach(request: StaffRequest) -> HttpResponse:
    """Which sections of the community our messages reach in a form they can take in (W8-022)."""
    context = {"title": "Whom our messages reach", "reach": reach_of(request.service)}
    return render(request, "community/reach.html", context)


@staff_view(Permission.PARTNERS_MANAGE)
def send(request: StaffRequest, message_id: int) -> HttpResponse:
    """Say how a message goes out."""
    message = get_object_or_404(KeyMessage, pk=message_id, service=request.service)
    form = reach_forms.SendingForm(request.POST or None, service=request.service)

    def act() -> object:
        details = dict(form.cleaned_data)
        sections = details.pop("sections")
        return actions.send_out(
            by=request.user, service=request.service, message=message, sections=sections, details=details
        )

    if submit(form, act):
        return saved(request, "Kept.", reverse("community:reach"))
    return form_page(request, form, message.words, reverse("community:reach"))


@require_POST
@staff_view(Permission.PARTNERS_MANAGE)
def end(request: StaffRequest, sending_id: int) -> HttpResponse:
    """It no longer goes out like this."""
    row = get_object_or_404(Sending, pk=sending_id, service=request.service)
    actions.stop_sending(by=request.user, row=row)
    return redirect("community:reach")
