"""Pages of this room."""

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from amends.foundation.access.requests import StaffRequest
from amends.foundation.case.models import Participant


def small_form(request: StaffRequest, participant: Participant, form: object, title: str) -> HttpResponseBase:
    """One form about one person on a page of its own."""
    context = {
        "form": form,
        "title": title,
        "caption": f"{participant.case.number} · {participant.words} · {participant.initials}",
        "button": "Record it",
        "back_url": reverse("suitability:person", args=[participant.pk]),
    }
    return render(request, "pages/form.html", context)
