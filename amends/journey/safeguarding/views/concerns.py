"""Raising a concern from any page, and following it."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import Resolver404, resolve, reverse
from django.views.decorators.http import require_POST

from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.models import Case, CaseFile, Participant
from amends.foundation.pages.submitting import submit
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.safeguarding.actions.deciding import decide, receive
from amends.journey.safeguarding.actions.raising import raise_concern
from amends.journey.safeguarding.actions.telling import Telling, note_receipt, pass_on
from amends.journey.safeguarding.forms.concerns import DecideForm, RaiseForm, ReceiptForm, TellForm
from amends.journey.safeguarding.lists import concerns_table
from amends.journey.safeguarding.models import Concern, Told
from amends.journey.safeguarding.rules.concerns import open_concern, visible_to
from amends.journey.safeguarding.rules.lead import answered_services, officers, out_of_hours

SHOWN = 200


def case_looked_at(request: HttpRequest) -> Case | None:
    """The case of the page this was opened from, or that the form carries: as far as this person may know of it."""
    cases = Case.objects.visible_to(request.user).select_related("service")  # type: ignore[arg-type]  # signed in
    if number := request.POST.get("case"):
        return cases.filter(number=number).first()
    try:
        known = resolve(urlsplit(request.headers.get("Referer", "")).path or "/").kwargs
    except Resolver404:
        return None
    if "number" in known:
        return cases.filter(number=known["number"]).first()
    if "participant_id" in known:
        files = CaseFile.objects.visible_to(request.user)  # type: ignore[arg-type]  # signed in
        return cases.filter(
            pk__in=Participant.objects.filter(pk=known["participant_id"], file__in=files).values("case")
        ).first()
    return None


@staff_view()
def raise_one(request: StaffRequest) -> HttpResponse:
    """One page, two answers. The case of the page before is filled in."""
    case = case_looked_at(request)
    files = CaseFile.objects.visible_to(request.user).filter(case=case)
    people = list(Participant.objects.filter(file__in=files).order_by("side", "pk")) if case else []
    service = case.service if case else request.service
    form = RaiseForm(request.POST or None, service=service, by=request.user, people=people, case=case)
    kept: list[Concern] = []
    if submit(
        form, lambda: kept.append(raise_concern(by=request.user, service=service, report=form.report()))
    ):
        return redirect("safeguarding:concern", kept[0].pk)
    context = {
        "form": form,
        "case": case,
        "officers": officers(service),
        "night": out_of_hours(service),
        "title": "Raise a concern",
        "more": answered_services(request.user),
    }
    return render(request, "safeguarding/raise.html", context)


@staff_view()
def concerns(request: StaffRequest) -> HttpResponse:
    """What this person answers for or has raised, newest first, with the hours from knowing to sending (SS-048)."""
    rows = visible_to(request.user).filter(service=request.service)
    if request.GET.get("kind") in Concern.Kind.values:
        rows = rows.filter(kind=request.GET["kind"])
    found = rows.select_related("case", "about", "received_by").prefetch_related("told").order_by("-pk")
    context = {
        "title": "Safeguarding concerns",
        "table": concerns_table(found[:SHOWN]),
        "kinds": Concern.Kind.choices,
        "kind": request.GET.get("kind", ""),
    }
    return render(request, "safeguarding/concerns.html", context)


@staff_view()
def concern(request: StaffRequest, safeguarding_id: int) -> HttpResponse:
    """One concern: what was said, who has it, who was told, what was decided."""
    found = open_concern(request.user, safeguarding_id)
    _looked(request, found)
    context = {
        "concern": found,
        "answers": found.service_id in answered_services(request.user),
        "told": found.told.select_related("decided_by", "colleague").order_by("at", "pk"),
        "officers": officers(found.service),
        "night": out_of_hours(found.service),
    }
    return render(request, "safeguarding/concern.html", context)


def _looked(request: StaffRequest, found: Concern) -> None:
    record(
        by=request.user,
        act=Act.CONSULTATION,
        what="safeguarding.looked_at",
        service_id=found.service_id,
        subject=found.subject,
    )


@staff_view()
@require_POST
def received(request: StaffRequest, safeguarding_id: int) -> HttpResponse:
    """The button “I have it”."""
    receive(by=request.user, concern=open_concern(request.user, safeguarding_id))
    messages.success(request, "You have it. Whoever raised it knows that.")
    return redirect("safeguarding:concern", safeguarding_id)


@staff_view()
def decided(request: StaffRequest, safeguarding_id: int) -> HttpResponse:
    """What is done about it."""
    found = open_concern(request.user, safeguarding_id)
    form = DecideForm(request.POST or None, concern=found)
    if submit(form, lambda: decide(by=request.user, concern=found, **form.cleaned_data)):
        messages.success(request, "Decided.")
        return redirect("safeguarding:concern", safeguarding_id)
    return _form(request, form, "Decide", safeguarding_id)


@staff_view()
def tell(request: StaffRequest, safeguarding_id: int) -> HttpResponse:
    """Who was told, what, when and why."""
    found = open_concern(request.user, safeguarding_id)
    form = TellForm(request.POST or None, service=found.service)
    if submit(form, lambda: pass_on(by=request.user, concern=found, telling=Telling(**form.cleaned_data))):
        messages.success(request, "Written down.")
        return redirect("safeguarding:concern", safeguarding_id)
    return _form(request, form, "Who was told?", safeguarding_id)


@staff_view()
def has_it(request: StaffRequest, safeguarding_id: int, told_id: int) -> HttpResponse:
    """They have said that they have it."""
    found = open_concern(request.user, safeguarding_id)
    row = get_object_or_404(Told.objects.select_related("concern"), pk=told_id, concern=found)
    form = ReceiptForm(request.POST or None)
    if submit(form, lambda: note_receipt(by=request.user, row=row, **form.cleaned_data)):
        return redirect("safeguarding:concern", safeguarding_id)
    return _form(request, form, row.get_body_display(), safeguarding_id)


def _form(request: StaffRequest, form: object, title: str, safeguarding_id: int) -> HttpResponse:
    back = reverse("safeguarding:concern", args=[safeguarding_id])
    return render(
        request, "pages/form.html", {"title": title, "form": form, "button": "Save", "back_url": back}
    )
