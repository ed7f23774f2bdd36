"""What a version of the rules would change, for whoever writes it and whoever is to agree."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.pages.parts import Cell, Column, Table
from amends.foundation.policy.deriving import profile_from
from amends.journey.eligibility.queries.preview import Preview
from amends.journey.eligibility.queries.preview import preview as look
from amends.service.rulebook.models import ProfileVersion
from amends.service.rulebook.rules import profile_in_force


@staff_view(Permission.SERVICE_MANAGE)
def preview(request: StaffRequest, version_id: int) -> HttpResponse:
    """Open referrals and cases under the rules in force and under this version. Nothing is changed by looking."""
    version = get_object_or_404(ProfileVersion, pk=version_id, service=request.service)
    now, then = profile_in_force(version.service_id, version.base), profile_from(version.text)
    found = look(request.user, request.service, version.base, now, then)
    context = {
        "title": "What would be decided differently",
        "version": version,
        "found": found,
        "table": _table(found),
        "back_url": reverse("rulebook:version", args=[version.pk]),
    }
    return render(request, "eligibility/preview.html", context)


def _table(found: Preview) -> Table:
    lines = [
        [Cell(each.number, url=each.url), "Case" if each.is_case else "Referral", each.before, each.after]
        for each in found.changes
    ]
    columns = [Column("Number"), Column("What"), Column("Now"), Column("Under this version")]
    return Table("Decided differently", columns, lines, "Nothing would be decided differently.")
