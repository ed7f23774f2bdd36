"""The register of places."""

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.pages.attempt import carried_out
from amends.journey.meeting import actions, forms
from amends.journey.meeting.models import Venue
from amends.journey.meeting.rules.finding import bookings_ahead

PLAN = Permission.MEETING_PLAN


@staff_view(PLAN)
def venues(request: StaffRequest) -> HttpResponseBase:
    """All places of the service with their rooms, and when each is taken, as far as the user may know of the cases."""
    rows = Venue.objects.filter(service=request.service).select_related("checked_by")
    rows = rows.prefetch_related("rooms").order_by("-in_use", "name")
    taken = bookings_ahead(request.service)
    return render(
        request, "meeting/venues.html", {"venues": [(venue, taken.get(venue.pk, ())) for venue in rows]}
    )


@staff_view(PLAN)
def add(request: StaffRequest) -> HttpResponseBase:
    """A new place."""
    return _venue(request, None)


@staff_view(PLAN)
def change(request: StaffRequest, venue_id: int) -> HttpResponseBase:
    """Correct what is known of a place."""
    return _venue(request, get_object_or_404(Venue, pk=venue_id, service=request.service))


def _venue(request: StaffRequest, venue: Venue | None) -> HttpResponseBase:
    form = forms.VenueForm(request.POST or None, instance=venue)
    if carried_out(form, lambda: keep(request, venue, form)):
        return redirect("meeting:venues")
    title = "Change this place" if venue else "Add a place"
    context = {"form": form, "title": title, "back_url": reverse("meeting:venues"), "button": "Save"}
    return render(request, "pages/form.html", context)


def keep(request: StaffRequest, venue: Venue | None, form: forms.VenueForm) -> Venue:
    """Add it or change it."""
    details = dict(form.cleaned_data)
    checked = bool(details.pop("checked"))
    if venue is None:
        return actions.add_venue(by=request.user, service=request.service, details=details, checked=checked)
    return actions.change_venue(by=request.user, venue=venue, details=details, checked=checked)


@staff_view(PLAN)
def room(request: StaffRequest, venue_id: int) -> HttpResponseBase:
    """A room of a place."""
    venue = get_object_or_404(Venue, pk=venue_id, service=request.service)
    form = forms.RoomForm(request.POST or None)
    if carried_out(form, lambda: actions.add_room(by=request.user, venue=venue, **form.cleaned_data)):
        return redirect("meeting:venues")
    context = {
        "form": form,
        "title": f"A room of {venue.name}",
        "back_url": reverse("meeting:venues"),
        "button": "Add it",
    }
    return render(request, "pages/form.html", context)
