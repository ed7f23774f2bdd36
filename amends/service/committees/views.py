"""Committees as they are read: the list, one with its terms, members and meetings, and one version of the terms."""

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.access.rules import may
from amends.service.committees import lists, rules
from amends.service.committees.models import Terms

READ = Permission.PARTNERS_MANAGE


def keeps(request: StaffRequest) -> bool:
    """Whether somebody may change committees."""
    return may(request.user, Permission.SERVICE_MANAGE, request.service)


@staff_view(READ)
def home(request: StaffRequest) -> HttpResponseBase:
    """The committees, each with what is outstanding."""
    context = {
        "title": "Committees",
        "table": lists.committees_table(rules.committees_of(request.service)),
        "keeps": keeps(request),
        "back_url": reverse("setup:home"),
    }
    return render(request, "committees/home.html", context)


@staff_view(READ)
def committee(request: StaffRequest, committee_id: int) -> HttpResponseBase:
    """One committee: the terms that hold, who has still to accept them, and its meetings."""
    found = rules.open_committee(request.service, committee_id)
    terms = rules.terms_in_force(found)
    seats = rules.seats_of(rules.members_of(found), terms)
    context = {
        "title": found.name,
        "committee": found,
        "terms": terms,
        "rows": lists.terms_rows(terms) if terms else [],
        "seats": seats,
        "outstanding": [str(seat.member) for seat in seats if terms and not seat.acceptance],
        "versions": found.terms.order_by("-number"),
        "sittings": [(row, *lists.presence(row, terms)) for row in lists.sittings_of(found)],
        "next_due": rules.next_due(found, terms),
        "keeps": keeps(request),
        "back_url": reverse("committees:home"),
        "back_text": "Committees",
    }
    return render(request, "committees/committee.html", context)


@staff_view(READ)
def terms(request: StaffRequest, committee_id: int, number: int) -> HttpResponseBase:
    """One version, with who accepted it."""
    found = rules.open_committee(request.service, committee_id)
    version = Terms.objects.filter(committee=found, number=number).select_related("lead_authority").first()
    if version is None:
        raise Http404
    context = {
        "title": f"Terms of reference, version {number}",
        "committee": found,
        "version": version,
        "rows": lists.terms_rows(version),
        "acceptances": version.acceptances.select_related("member__agency").order_by("accepted_on", "pk"),
        "back_url": reverse("committees:committee", args=[found.pk]),
        "back_text": found.name,
    }
    return render(request, "committees/terms.html", context)
