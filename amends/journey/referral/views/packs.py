"""Referral packs: sent to a provider, opened by it, taken on or returned."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.lib.dates import long_date
from amends.foundation.pages.parts import Cell, Column, Row, Table, Tag
from amends.foundation.pages.submitting import submit
from amends.foundation.people.needs import NeedKind, is_a_need
from amends.journey.referral import actions
from amends.journey.referral.content import load
from amends.journey.referral.doors import open_pack, open_referral
from amends.journey.referral.forms.packs import PackAnswerForm, PackForm
from amends.journey.referral.models import PackNeed, ProviderPack, Referral, ReferralPerson
from amends.journey.referral.pack_rules import agencies_of
from amends.journey.referral.rules import check_is_mine
from amends.journey.referral.views.posted import finish, page_of, posted

COLUMNS = (Column("Referral"), Column("Provider"), Column("Sent"), Column("Received"), Column("Answer"))
TONES = {"accepted": "good", "returned": "attention", "": "waiting"}


@staff_view(Permission.REFERRAL_MAKE)
def packs(request: StaffRequest) -> HttpResponse:
    """Packs this person sent, and those for the body they work for."""
    found = ProviderPack.objects.visible_to(request.user).filter(service=request.service)
    lines = [_line(pack) for pack in found.select_related("provider").order_by("-sent_at")[:100]]
    table = Table("Referral packs", COLUMNS, lines, empty="No pack has been sent.")
    context = {"title": "Referral packs", "table": table, "back_url": reverse("referral:home")}
    return render(request, "referral/originals.html", context)


def _line(pack: ProviderPack) -> list[object]:
    return [
        Cell(pack.reference, url=reverse("referral:pack", args=[pack.pk])),
        pack.provider.name,
        long_date(pack.sent_at.date()),
        long_date(pack.received_at.date()) if pack.received_at else "Not opened yet",
        Cell(tag=Tag(pack.get_answer_display() or "Waiting", TONES[pack.answer])),
    ]


@staff_view(Permission.REFERRAL_MAKE)
def new_pack(request: StaffRequest, number: str) -> HttpResponse:
    """Write the pack; what the referral says already stands in the boxes."""
    referral = open_referral(request.user, number)
    check_is_mine(request.user, referral)
    form = PackForm(posted(request), service=referral.service, initial=_said_already(referral))

    def act() -> object:
        data = dict(form.cleaned_data)
        whole = {name: data.pop(name) for name in ("provider", "needs_known", "needs")}
        return actions.send_pack(by=request.user, referral=referral, details=data, **whole)

    done = finish(request, form, number, act, done="The pack has been sent. You hear when it is answered.")
    context = {"title": "Send a referral pack", "form": form, "button": "Send", "back_url": page_of(number)}
    return done or render(request, "pages/form.html", context)


def _said_already(referral: Referral) -> dict[str, str]:
    """The responsible side's own details; nothing of anybody else is put into a box."""
    people = [p for p in load(referral).people if p.side == ReferralPerson.Side.RESPONSIBLE]
    told = [referral.referrer_name, referral.referrer_telephone, referral.referrer_email]
    said = {"practitioner_contact": ", ".join(filter(None, told)), "offence_summary": referral.incident}
    if people:
        who = people[0]
        born = f"born {long_date(who.date_of_birth)}" if who.date_of_birth else who.age_note
        said["person_details"] = "\n".join(filter(None, [who.full_name, born, who.reference]))
        said |= _needs_said(who)
    return said


def _needs_said(who: ReferralPerson) -> dict[str, str]:
    """What the referral says that they need, in the boxes for needs."""
    found = []
    if who.interpreter_needed or who.language.strip().casefold() not in {"", "english"}:
        words = (
            f"{who.language}, with an interpreter"
            if who.language
            else "An interpreter; ask for which language"
        )
        found.append((NeedKind.LANGUAGE, words))
    if is_a_need(who.access_needs):
        found.append((NeedKind.OTHER, who.access_needs[:300]))
    boxes: dict[str, str] = {}
    for number, (kind, words) in enumerate(found, 1):
        boxes |= {f"kind_{number}": kind.value, f"words_{number}": words}
    return boxes


@staff_view(Permission.REFERRAL_MAKE)
def pack(request: StaffRequest, pk: int) -> HttpResponse:
    """One pack: opened by its provider it counts as received; they answer here, the sender reads the answer."""
    found = open_pack(request.user, pk)
    is_provider = found.provider_id in agencies_of(request.user, found.service_id)
    if is_provider:
        found = actions.receive_pack(by=request.user, pack=found)
    needs = list(found.needs.order_by("pk"))
    form = PackAnswerForm(posted(request), needs=needs) if is_provider and not found.answer else None
    if form and submit(form, lambda: actions.answer_pack(by=request.user, pack=found, **form.cleaned_data)):
        messages.success(request, "Thank you. Whoever sent it has been told.")
        return redirect("referral:pack", pk)
    context = {"title": f"Referral pack {found.reference}", "pack": found, "form": form}
    context["rows"] = [*_rows(found), *_need_rows(found, needs)]
    context |= {"is_sender": found.sent_by_id == request.user.pk, "back_url": reverse("referral:packs")}
    return render(request, "referral/pack.html", context)


def _rows(found: ProviderPack) -> list[Row]:
    sent = f"{long_date(found.sent_at.date())}, by {found.sent_by.name}"
    received = long_date(found.received_at.date()) if found.received_at else "Not opened yet"
    return [
        Row("Provider", found.provider.name),
        Row("Sent", sent),
        Row("Received", received),
        Row("The person", found.person_details.splitlines()),
        Row("The offence", found.offence_summary.splitlines()),
        Row("Risk", found.risk_summary.splitlines()),
        Row("Held or supervised", found.where_held),
        Row("Practitioner", found.practitioner_contact),
    ]


def _need_rows(found: ProviderPack, needs: list[PackNeed]) -> list[Row]:
    """Each need with how it will be met, or what was said instead."""
    if not needs:
        return [Row("What they need", found.get_needs_known_display() or "Not said")]
    return [
        Row(
            f"Need: {need.get_kind_display()}",
            [need.words, f"How it is met: {need.answer}" if need.answer else "Not answered yet"],
        )
        for need in needs
    ]


@require_POST
@staff_view(Permission.REFERRAL_MAKE)
def pack_settled(request: StaffRequest, pk: int) -> HttpResponse:
    """Whoever sent a pack that came back has dealt with it."""
    found = open_pack(request.user, pk)
    if found.sent_by_id != request.user.pk:
        raise Http404
    actions.settle_returned_pack(by=request.user, pack=found)
    messages.success(request, "Noted: you have dealt with it.")
    return redirect("referral:pack", pk)
