"""Signed CRA1 forms on paper: which have gone to the records centre, and which wait (EX-152)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.pages.parts import Cell, Column, Table
from amends.journey.referral.actions import note_original_sent
from amends.journey.referral.doors import open_referral
from amends.journey.referral.forms.dealing import OriginalForm
from amends.journey.referral.models import CommunityResolution, Referral
from amends.journey.referral.views.posted import finish, page_of, posted

COLUMNS = (
    Column("Referral"),
    Column("Completed"),
    Column("Officer"),
    Column("Waiting", numeric=True),
    Column("Sent?"),
)


@staff_view(Permission.REFERRAL_MAKE)
def originals(request: StaffRequest) -> HttpResponse:
    """Those that have not gone yet, the oldest first."""
    mine = Referral.objects.visible_to(request.user).filter(service=request.service).received()
    waiting = CommunityResolution.objects.filter(referral__in=mine, original_sent_on__isnull=True)
    rows = waiting.select_related("referral").prefetch_related("referral__sign_offs")
    lines = [_line(row) for row in rows.order_by("referral__received_at")]
    table = Table("Originals not yet sent", COLUMNS, lines, empty="All have been sent.")
    context = {"title": "Originals to send to the records centre", "table": table}
    return render(request, "referral/originals.html", context | {"back_url": reverse("referral:home")})


def _line(form: CommunityResolution) -> list[object]:
    number = form.referral.number
    signed = list(form.referral.sign_offs.all())
    day = form.completed_on or max((line.signed_on for line in signed), default=None)
    investigating = [f"{line.name} {line.collar_number}" for line in signed if line.role == "investigating"]
    officer = next(iter(investigating), form.referral.referrer_name)
    waited = f"{(timezone.localdate() - day).days} days" if day else ""
    link = Cell("Note that it was sent", url=reverse("referral:original", args=[number]))
    return [Cell(number, url=page_of(number)), f"{day:%d %b %Y}" if day else "", officer, waited, link]


@staff_view(Permission.REFERRAL_MAKE)
def original(request: StaffRequest, number: str) -> HttpResponse:
    """Note that the signed paper went to the records centre."""
    referral = open_referral(request.user, number)
    resolution = get_object_or_404(CommunityResolution, referral=referral)
    form = OriginalForm(posted(request))

    def act() -> object:
        return note_original_sent(by=request.user, resolution=resolution, **form.cleaned_data)

    done = finish(request, form, number, act, done="Noted: the original has been sent.")
    context = {"title": "The original has been sent", "form": form, "back_url": page_of(number)}
    return done or render(request, "pages/form.html", context)
