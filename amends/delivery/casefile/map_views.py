"""Process maps on the screen and as a sheet, with the step at which a case or referral stands."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amends.delivery.casefile import maps
from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.doors import open_case
from amends.foundation.documents.actions import make_document
from amends.foundation.documents.worded import Paper
from amends.journey.eligibility.models import SentOn
from amends.journey.referral.doors import open_referral
from amends.journey.referral.models import Referral


@staff_view()
def process_maps(request: StaffRequest) -> HttpResponseBase:
    """Every route, without a matter."""
    context = {
        "title": "Process maps",
        "maps": [(each, maps.shown(each)) for each in maps.process_maps().values()],
        "labels": maps.labels().items(),
        "back_url": reverse("library:home"),
    }
    return render(request, "casefile/maps.html", context)


@staff_view(Permission.CASE_SEE)
def case_map(request: StaffRequest, number: str) -> HttpResponseBase:
    """Where a case stands."""
    case = open_case(request.user, number, why="case.map_looked_at")
    referral = Referral.objects.filter(case=case).order_by("pk").first()
    found, mark = maps.map_of(referral), maps.mark_of(referral, case)
    back = reverse("casefile:case", args=[number])
    return _page(request, found, mark, number, back)


@staff_view(Permission.REFERRAL_SCREEN)
def referral_map(request: StaffRequest, number: str) -> HttpResponseBase:
    """Where a referral stands, also one that was sent on."""
    referral = open_referral(request.user, number)
    sent = SentOn.objects.filter(referral=referral).select_related("receiver").first()
    found, mark = maps.map_of(referral, sent), maps.mark_of(referral, referral.case, sent)
    return _page(request, found, mark, number, reverse("eligibility:intake", args=[number]))


def _page(request: StaffRequest, found: maps.ProcessMap, mark: str, number: str, back: str) -> HttpResponse:
    context = {
        "title": f"Where {number} stands",
        "maps": [(found, maps.shown(found, mark))],
        "labels": maps.labels().items(),
        "mark": mark,
        "number": number,
        "back_url": back,
    }
    return render(request, "casefile/maps.html", context)


@require_POST
@staff_view()
def print_map(request: StaffRequest, key: str) -> HttpResponseBase:
    """A map as a sheet, with the place of the matter whose page it is printed from."""
    found = maps.process_maps().get(key)
    if found is None:
        raise Http404
    mark, number = request.POST.get("mark", ""), request.POST.get("number", "")[:20]
    steps = [
        {"sign": step.sign, "kind": step.label, "words": step.words, "now": step.now}
        for step in maps.shown(found, mark)
    ]
    context = {"name": found.title, "steps": steps, "about": number if mark else ""}
    made = make_document(by=request.user, paper=Paper("process-map", context), belongs_to=request.service)
    return redirect("documents:show", made.pk)
