"""Pages of the office: paper under lock, entries in other systems, and the tracking record."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.doors import files_of, open_case, open_participant
from amends.foundation.case.models import CaseFile
from amends.foundation.case.rules import principals_of
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.downloading import table_to_take
from amends.foundation.pages.submitting import form_page, saved, submit
from amends.journey.notes import actions
from amends.journey.notes.forms import CopyForm, EntryForm, SplitForm, StoreForm, TrackingForm, entry_title
from amends.journey.notes.lists import (
    entries_table,
    papers_out_table,
    papers_table,
    stores_table,
    tracking_lines,
)
from amends.journey.notes.models import HardCopy, Removal, Store, Strand, SystemEntry, Tracking
from amends.journey.notes.rules import (
    age_at_referral,
    needs_entry,
    papers,
    papers_out,
    same_pnc,
    strands_of,
    tracked,
    without_entry,
)
from amends.journey.referral.models import Referral

OFFICE = Permission.FIGURES_SEE


@staff_view(Permission.CONTACT_LOG)
def paper(request: StaffRequest) -> HttpResponse:
    """The register: what is out, and the paper of the two sides apart."""
    out = list(papers_out(request.service))
    taken = {row.copy_id for row in out}
    stores = Store.objects.filter(service=request.service).order_by("name")
    context = {
        "title": "Paper files",
        "out": papers_out_table(out),
        "harmed": papers_table(
            "About people harmed, and party A of a dispute",
            papers(request.service, ["harmed", "party_a"]),
            taken,
        ),
        "responsible": papers_table(
            "About people responsible, and party B of a dispute",
            papers(request.service, ["responsible", "party_b"]),
            taken,
        ),
        "stores": stores_table(stores),
    }
    return render(request, "notes/paper.html", context)


@staff_view(Permission.WORKFORCE_MANAGE)
def add_store(request: StaffRequest) -> HttpResponse:
    """A place where paper is kept."""
    form = StoreForm(request.POST or None)
    back = reverse("notes:paper")
    if submit(form, lambda: actions.add_store(by=request.user, service=request.service, **form.cleaned_data)):
        return saved(request, "Saved.", back)
    return form_page(request, form, "A place for paper", back)


@staff_view(Permission.PARTICIPANT_EDIT)
def keep_copy(request: StaffRequest, number: str) -> HttpResponse:
    """Register a paper file of a case."""
    case = open_case(request.user, number, why="paper.looked_at")
    files = CaseFile.objects.filter(pk__in=[file.pk for file in files_of(request.user, case).values()])
    form = CopyForm(request.POST or None, service=case.service, files=files)
    if submit(form, lambda: actions.keep_copy(by=request.user, **form.cleaned_data)):
        return saved(request, "The paper file is on the register.", reverse("notes:paper"))
    return form_page(request, form, "Register a paper file", reverse("notes:case", args=[number]))


@staff_view(Permission.CONTACT_LOG)
def take_out(request: StaffRequest, copy_id: int) -> HttpResponse:
    """Sign for a paper file, after being asked."""
    rows = HardCopy.objects.filter(file__in=CaseFile.objects.visible_to(request.user)).select_related("file")
    copy = rows.filter(pk=copy_id).first()
    if copy is None:
        raise Http404
    back = reverse("notes:paper")
    if request.method != "POST":
        lead = "You sign for it now. Bring it back under lock as soon as you can."
        return form_page(request, None, f"Take {copy.reference}?", back, lead=lead, button="I take it")
    try:
        actions.take_out(by=request.user, copy=copy)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(back)
    return saved(request, f"You have {copy.reference}.", back)


@staff_view(Permission.CONTACT_LOG)
def bring_back(request: StaffRequest, removal_id: int) -> HttpResponse:
    """It is back, and whoever receives it signs."""
    rows = Removal.objects.filter(file__in=CaseFile.objects.visible_to(request.user))
    removal = rows.filter(pk=removal_id, returned_on__isnull=True).select_related("copy__file").first()
    if removal is None:
        raise Http404
    back = reverse("notes:paper")
    if request.method != "POST":
        return form_page(
            request, None, f"Is {removal.copy.reference} back under lock?", back, button="It is back"
        )
    actions.bring_back(by=request.user, removal=removal)
    return saved(request, f"{removal.copy.reference} is back under lock.", back)


@staff_view(OFFICE)
def entries(request: StaffRequest) -> HttpResponse:
    """What does not yet stand in the authority's systems."""
    systems = SystemEntry.System
    context = {
        "title": "Entries in other systems",
        "tables": [
            entries_table(system.value, f"Not yet in {system.label[0].lower()}{system.label[1:]}", rows)
            for system in systems
            for rows in [without_entry(request.service, system)]
        ],
    }
    return render(request, "notes/entries.html", context)


@staff_view(Permission.REFERRAL_MAKE)
def enter(request: StaffRequest, number: str, system: str) -> HttpResponse:
    """Confirm that a referral stands in the authority's system."""
    found = Referral.objects.visible_to(request.user).filter(number=number, service=request.service)
    referral = found.select_related("service").first()
    if referral is None or system not in SystemEntry.System.values or not needs_entry(referral, system):
        raise Http404
    form = EntryForm(request.POST or None)
    back = reverse("referral:status", args=[number])
    if submit(
        form,
        lambda: actions.enter_elsewhere(
            by=request.user, referral=referral, system=system, **form.cleaned_data
        ),
    ):
        return saved(request, "The entry is confirmed.", back)
    return form_page(request, form, entry_title(system), back, caption=number)


@staff_view(OFFICE)
def tracking(request: StaffRequest, participant_id: int) -> HttpResponse:
    """The coded facts of somebody responsible."""
    person = open_participant(request.user, participant_id, why="tracking.looked_at")
    row = Tracking.objects.filter(participant=person).select_related("participant__person").first()
    form = TrackingForm(request.POST or None, instance=row)
    if submit(form, lambda: actions.track(by=request.user, participant=person, details=form.cleaned_data)):
        kept = Tracking.objects.get(participant=person)
        for other in same_pnc(kept):
            messages.warning(
                request, f"{other.participant.case.number} has the same PNC-ID. Is it the same person twice?"
            )
        return saved(request, "The record is kept.", reverse("notes:tracking", args=[participant_id]))
    back = reverse("casefile:person", args=[participant_id])
    age = age_at_referral(row) if row else None
    lead = f"Age at referral: {age}." if age is not None else ""
    return form_page(request, form, f"Tracking record of {person.initials}", back, lead=lead)


@staff_view(Permission.CASE_OPEN)
def strands(request: StaffRequest, number: str) -> HttpResponse:
    """The strands of one offence, and letting somebody go on by themselves."""
    case = open_case(request.user, number)
    people = principals_of(case)
    if case.stopped_at:
        people = people.exclude(pk__in=actions.who_stopped(list(people)))
    form = SplitForm(request.POST or None, people=people)
    made: list[Strand] = []
    if submit(form, lambda: made.append(actions.split_off(by=request.user, case=case, **form.cleaned_data))):
        return saved(
            request,
            "They have a case of their own. Ask them there what they agree to, and assess the risk anew.",
            reverse("casefile:case", args=[made[0].goes_on_in.number]),
        )
    context = {"title": "Together or apart", "case": case, "form": form, "rows": strands_of(case)}
    return render(request, "notes/strands.html", context)


@staff_view(OFFICE)
def take_tracking(request: StaffRequest) -> HttpResponse:
    """The tracking records as a file for the evaluation; who took it stands in the trail."""
    actions.note_tracking_taken(by=request.user, service=request.service)
    return table_to_take(tracking_lines(tracked(request.service)), "tracking.csv")
