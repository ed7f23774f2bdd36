"""Lists and settings: menus that were not offered, what is on offer where, policing areas, the directory."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.access.rules import may
from amends.foundation.lib.dates import long_date
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.parts import Cell, Column, Table, Tag
from amends.foundation.pages.submitting import submit
from amends.journey.referral.form_rules import settings_of
from amends.journey.referral.models import ChosenAction, LocalOption, PolicingArea
from amends.journey.remedy import actions
from amends.journey.remedy.forms import AreaForm, DistrictMenuForm, PlacementForm
from amends.journey.remedy.menu_rules import Offer, cover_of, menu_of, missing_menus
from amends.journey.remedy.models import Placement
from amends.journey.remedy.rules import Places, directory
from amends.service.partners.models import District


@staff_view(Permission.REFERRAL_MAKE)
def missing(request: StaffRequest) -> HttpResponse:
    """Community remedies without the day on which the menu was offered (EX-029)."""
    rows = missing_menus(request.user, request.service)
    lines = [
        [
            Cell(row.referral.number, url=reverse("remedy:remedy", args=[row.referral.number])),
            long_date(row.referral.received_at.date()) if row.referral.received_at else "",
            row.referral.referrer_name,
        ]
        for row in rows[:200]
    ]
    columns = (Column("Referral"), Column("Received"), Column("Referrer"))
    table = Table("Menu not noted as offered", columns, lines, empty="It is noted for every one.")
    title = "Community remedies without a menu"
    context = {"title": title, "table": table, "back_url": reverse("referral:home")}
    return render(request, "remedy/list.html", context)


@staff_view(Permission.REFERRAL_MAKE)
def menu(request: StaffRequest, district_id: int) -> HttpResponse:
    """The menu of a district, to read to the person harmed or to print (EX-154)."""
    district = get_object_or_404(District, pk=district_id, service=request.service)
    context = {
        "title": f"Community remedy menu: {district}",
        "offers": menu_of(district, timezone.localdate()),
        "district": district,
    }
    return render(request, "remedy/menu.html", context | {"back_url": reverse("remedy:cover")})


@require_POST
@staff_view(Permission.REFERRAL_MAKE)
def handout(request: StaffRequest, district_id: int) -> HttpResponse:
    """The menu to hand over (EX-155)."""
    district = get_object_or_404(District, pk=district_id, service=request.service)
    try:
        made = actions.make_handout(by=request.user, district=district)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("remedy:menu", district.pk)
    return redirect("documents:show", made.pk)


@staff_view(Permission.REFERRAL_MAKE)
def cover(request: StaffRequest) -> HttpResponse:
    """Which action is on offer in which district, how many are missing, and by when all are to be there."""
    found = cover_of(request.service, timezone.localdate())
    offers = [offers for _, offers in found.rows]
    lines = [
        [words, *(_since(each[place]) for each in offers)]
        for place, words in enumerate(ChosenAction.Menu.labels)
    ]
    columns = [Column("Action"), *(Column(district.name) for district, _ in found.rows)]
    table = Table("What is on offer where", columns, lines if offers else [], "No district is listed yet.")
    context = {
        "title": "Cover of the community remedy menu",
        "cover": found,
        "target": settings_of(request.service).cover_target_on,
        "table": table,
        "districts": [district for district, _ in found.rows],
        "back_url": _home(request),
    }
    return render(request, "remedy/cover.html", context)


def _home(request: StaffRequest) -> str:
    """Where these lists are reached from: the service's own page, for referrers that of their referrals."""
    keeps = may(request.user, Permission.PARTNERS_MANAGE, request.service)
    return reverse("setup:home" if keeps else "referral:home")


def _since(offer: Offer) -> object:
    if offer.is_there:
        return Cell(tag=Tag(f"Since {offer.since:%d %b %Y}" if offer.since else "Yes", "good"))
    words = f"From {offer.since:%d %b %Y}" if offer.since and offer.since > timezone.localdate() else "No"
    return Cell(tag=Tag(words, "attention"))


@staff_view(Permission.PARTNERS_MANAGE)
def district(request: StaffRequest, district_id: int) -> HttpResponse:
    """From when each action is on offer in a district."""
    found = get_object_or_404(District, pk=district_id, service=request.service)
    own = LocalOption.objects.filter(district=found)
    initial = {f"from_{option.number}": option.available_from for option in own}
    form = DistrictMenuForm(request.POST if request.method == "POST" else None, initial=initial)
    if submit(form, lambda: actions.keep_district_menu(by=request.user, district=found, since=form.since())):
        messages.success(request, f"The menu of {found} has been saved.")
        return redirect("remedy:cover")
    return _form(request, form, f"On offer in {found}", "remedy:cover")


@staff_view(Permission.PARTNERS_MANAGE)
def areas(request: StaffRequest) -> HttpResponse:
    """Policing areas: what each covers, and whether its officers may send to us (EX-146)."""
    rows = PolicingArea.objects.filter(service=request.service).order_by("name")
    lines = [
        [
            Cell(area.name, url=reverse("remedy:area", args=[area.pk])),
            ", ".join(area.districts) or "None named",
            Cell(tag=Tag("On", "good") if area.hub_referrals else Tag("Off", "neutral")),
            area.other_route,
        ]
        for area in rows
    ]
    columns = (Column("Area"), Column("Districts"), Column("Sends to us"), Column("Otherwise"))
    table = Table("Policing areas", columns, lines, empty="No area is listed yet.")
    context = {"title": "Policing areas", "table": table, "add_url": reverse("remedy:add_area")}
    context["back_url"] = _home(request)
    return render(request, "remedy/list.html", context | {"add_words": "Add an area"})


@staff_view(Permission.PARTNERS_MANAGE)
def area(request: StaffRequest, area_id: int | None = None) -> HttpResponse:
    """Add or change a policing area."""
    row = PolicingArea(service=request.service)
    if area_id:
        row = get_object_or_404(PolicingArea, pk=area_id, service=request.service)
    data = request.POST if request.method == "POST" else None
    form = AreaForm(data, service=request.service, area=row)
    if submit(form, lambda: actions.keep_area(by=request.user, area=row, details=form.cleaned_data)):
        messages.success(request, "The area has been saved.")
        return redirect("remedy:areas")
    return _form(request, form, "Policing area", "remedy:areas")


@staff_view(Permission.REFERRAL_MAKE)
def placements(request: StaffRequest) -> HttpResponse:
    """Where reparation and structured activities can be done, and how many places are free (EX-157)."""
    columns = ("Placement", "Run by", "Kind", "District", "Paid by the PCC", "Starts", "Free places")
    may_change = may(request.user, Permission.PARTNERS_MANAGE, request.service)
    lines = [_placement(line, may_change=may_change) for line in directory(request.service)]
    table = Table("Placements", [Column(words) for words in columns], lines, empty="None is listed yet.")
    context = {
        "title": "Placements and activities",
        "table": table,
        "add_url": reverse("remedy:add_placement"),
        "back_url": _home(request),
    }
    return render(request, "remedy/list.html", context | {"add_words": "Add a placement"})


def _placement(line: Places, *, may_change: bool) -> list[object]:
    row = line.placement
    free = f"{line.free} of {row.places}" if row.is_open else "Closed"
    return [
        Cell(row.name, url=reverse("remedy:placement", args=[row.pk]) if may_change else ""),
        row.provider.name,
        row.get_kind_display(),
        row.district.name,
        "Yes" if row.funded_by_pcc else "No",
        long_date(row.starts_on) if row.starts_on else "",
        free,
    ]


@staff_view(Permission.PARTNERS_MANAGE)
def placement(request: StaffRequest, placement_id: int | None = None) -> HttpResponse:
    """Add or change a placement."""
    row = Placement(service=request.service)
    if placement_id:
        row = get_object_or_404(Placement, pk=placement_id, service=request.service)
    data = request.POST if request.method == "POST" else None
    kept = {name: getattr(row, name, None) for name in PlacementForm.base_fields} if row.pk else None
    form = PlacementForm(data, service=request.service, initial=kept)
    if submit(
        form, lambda: actions.keep_placement(by=request.user, placement=row, details=form.cleaned_data)
    ):
        messages.success(request, "The placement has been saved.")
        return redirect("remedy:placements")
    return _form(request, form, "Placement", "remedy:placements")


def _form(request: StaffRequest, form: forms.BaseForm, title: str, back: str) -> HttpResponse:
    context = {"title": title, "form": form, "button": "Save", "back_url": reverse(back)}
    return render(request, "pages/form.html", context)
