"""Bank holidays that were announced after the list that comes with the product."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.clock.calendar_actions import announce_holiday, recalculate, withdraw_holiday
from amends.foundation.clock.models import AnnouncedHoliday
from amends.foundation.messages.holders import tell_of_moved
from amends.foundation.pages.submitting import submit
from amends.service.setup.holiday_forms import HolidayForm

MOVED = "{} running limits move, and whoever has them is told."


@staff_view(Permission.SERVICE_MANAGE)
def holidays(request: StaffRequest) -> HttpResponse:
    """What was entered, and a box to enter another. Running clocks are worked out anew at once."""
    form = HolidayForm(request.POST or None)
    if submit(form, lambda: announce_holiday(by=request.user, service=request.service, **form.cleaned_data)):
        messages.success(request, MOVED.format(_move(request)))
        return redirect("setup:holidays")
    rows = AnnouncedHoliday.objects.select_related("service").order_by("day")
    lead = "The bank holidays that GOV.UK has published are known. Enter one here when it is announced later."
    context = {"title": "Bank holidays", "form": form, "rows": rows, "button": "Enter it", "lead": lead}
    return render(request, "setup/holidays.html", context | {"back_url": reverse("setup:home")})


@require_POST
@staff_view(Permission.SERVICE_MANAGE)
def withdraw(request: StaffRequest, holiday_id: int) -> HttpResponse:
    """Take one off again that this service has entered."""
    row = get_object_or_404(AnnouncedHoliday, pk=holiday_id, service=request.service)
    withdraw_holiday(by=request.user, holiday=row)
    messages.success(request, MOVED.format(_move(request)))
    return redirect("setup:holidays")


def _move(request: StaffRequest) -> int:
    moved = recalculate(by=request.user, service=request.service)
    tell_of_moved(request.service, moved)
    return len(moved)
