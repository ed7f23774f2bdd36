"""What is given out of a case: disclosures, bundles of papers, and what one side lets be told to the other."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.access.rules import access_of
from amends.foundation.case.doors import files_of, open_case
from amends.foundation.case.models import Participant
from amends.foundation.pages.submitting import form_page, saved, submit
from amends.journey.disclosure import actions
from amends.journey.disclosure.forms import AllowForm, BundleForm, DisclosureForm, PaperForm, PassForm, today
from amends.journey.disclosure.lists import (
    bundles_table,
    details_table,
    disclosures_table,
    given_table,
    joint_table,
    people_rows,
)
from amends.journey.disclosure.models import Allowed, Bundle, DetailsAsked, Disclosure, JointWork
from amends.journey.disclosure.rules import given_with_consent
from amends.journey.disclosure.views.step import SEEN, person_of, row_of, sharing_page, visible_files

SEE, WORK = Permission.CASE_SEE, Permission.CONTACT_LOG


@staff_view(SEE)
def case(request: StaffRequest, number: str) -> HttpResponse:
    """Everything that left the case or came into it, of the sides this user may see."""
    found = open_case(request.user, number, why=SEEN)
    files = list(files_of(request.user, found).values())
    people = Participant.objects.filter(file__in=files, left_at__isnull=True).order_by("side", "pk")
    asked = DetailsAsked.objects.filter(file__in=files).select_related("enquiry__agency")
    given = Disclosure.objects.filter(file__in=files).select_related("participant", "agency", "by")
    bundles = Bundle.objects.filter(file__in=files).select_related("file").prefetch_related("papers")
    joint = JointWork.objects.filter(case=found).select_related("agency").prefetch_related("items")
    reads_one_side = access_of(request.user).opens_one_side
    theirs = given_with_consent(found).exclude(file__in=files)[:50] if reads_one_side else []
    context = {
        "title": "Sharing",
        "case": found,
        "theirs": given_table(theirs),
        "people": people_rows(people, request.user),
        "disclosures": disclosures_table(given.order_by("-pk")[:50]),
        "bundles": bundles_table(bundles.order_by("-pk")[:50]),
        "joint": joint_table(joint),
        "asked": details_table(asked.order_by("-pk")),
    }
    return render(request, "disclosure/case.html", context)


@staff_view(WORK)
def disclose(request: StaffRequest, participant_id: int) -> HttpResponse:
    """Give something about somebody to another body."""
    person = person_of(request, participant_id)
    form = DisclosureForm(request.POST or None, service=person.case.service)
    done = submit(
        form,
        lambda: actions.disclose(
            by=request.user, participant=person, agency=form.cleaned_data["agency"], given=form.given()
        ),
    )
    back = sharing_page(person.case.number)
    if done:
        return saved(request, "The disclosure is on record.", back)
    return form_page(request, form, f"Give something about {person.initials} to a body", back)


@staff_view(Permission.PARTICIPANT_EDIT)
def begin_bundle(request: StaffRequest, number: str) -> HttpResponse:
    """Begin a bundle of one side's papers."""
    found = open_case(request.user, number, why=SEEN)
    form = BundleForm(request.POST or None, files=visible_files(request, found))
    made: list[Bundle] = []
    if submit(form, lambda: made.append(actions.begin_bundle(by=request.user, **form.cleaned_data))):
        return redirect("disclosure:bundle", made[0].pk)
    lead = "The papers of the two sides never travel together. Each bundle has one side and a cover sheet of its own."
    return form_page(request, form, "Send papers", sharing_page(number), lead=lead, button="Begin")


@staff_view(Permission.PARTICIPANT_EDIT)
def bundle(request: StaffRequest, bundle_id: int) -> HttpResponse:
    """One bundle: what is in it, adding a paper, sending it."""
    rows = Bundle.objects.select_related("file__case__service").prefetch_related("papers")
    found = row_of(request, rows, bundle_id)
    form = PaperForm(
        request.POST or None, files=visible_files(request, found.file.case), initial={"about": found.file_id}
    )
    if submit(form, lambda: actions.add_paper(by=request.user, bundle=found, **form.cleaned_data)):
        return saved(request, "The paper is in.", reverse("disclosure:bundle", args=[bundle_id]))
    context = {"title": f"Papers: {found.file.get_side_display().lower()}", "bundle": found, "form": form}
    return render(request, "disclosure/bundle.html", context)


@staff_view(Permission.PARTICIPANT_EDIT)
def send_bundle(request: StaffRequest, bundle_id: int) -> HttpResponse:
    """Ask, then note that it has gone."""
    found = row_of(request, Bundle.objects.select_related("file__case"), bundle_id)
    if request.method == "POST":
        actions.send_bundle(by=request.user, bundle=found)
        return saved(request, "Noted: it has gone.", sharing_page(found.file.case.number))
    back = reverse("disclosure:bundle", args=[bundle_id])
    return form_page(request, None, f"Has it gone to {found.recipient}?", back, button="It has gone")


@staff_view(WORK)
def passing(request: StaffRequest, participant_id: int) -> HttpResponse:
    """What they let be told to the other side, with its limits, and what has been told."""
    person = person_of(request, participant_id)
    form = AllowForm(request.POST or None, initial=today())
    if submit(form, lambda: actions.allow(by=request.user, participant=person, **form.cleaned_data)):
        return saved(request, "Written down.", reverse("disclosure:passing", args=[participant_id]))
    rows = person.allowed.select_related("recorded_by", "passed_by").order_by("-pk")
    context = {"title": "What they let us tell the other side", "person": person, "form": form, "rows": rows}
    return render(request, "disclosure/passing.html", context)


@staff_view(WORK)
def pass_on(request: StaffRequest, participant_id: int) -> HttpResponse:
    """Log that something was told to the other side; what they have not allowed is asked for first."""
    person = person_of(request, participant_id)
    form = PassForm(request.POST or None, participant=person)
    back = reverse("disclosure:passing", args=[participant_id])
    if submit(form, lambda: actions.pass_on(by=request.user, participant=person, **form.cleaned_data)):
        return saved(request, "Noted: it has been passed on.", back)
    return form_page(request, form, "Told to the other side", back)


@staff_view(WORK)
def take_back(request: StaffRequest, allowed_id: int) -> HttpResponse:
    """They no longer want it told."""
    row = row_of(request, Allowed.objects.select_related("participant__file"), allowed_id)
    back = reverse("disclosure:passing", args=[row.participant_id])
    if request.method == "POST":
        actions.take_back(by=request.user, allowed=row)
        return saved(request, "Noted. It will not be told.", back)
    return form_page(request, None, "They have taken it back", back, button="Note it")
