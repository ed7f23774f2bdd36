"""Case notes with every version, and what the standard still expects of the case."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.doors import files_of, open_case, open_participant
from amends.foundation.case.models import CaseFile
from amends.foundation.pages.submitting import form_page, saved, submit
from amends.journey.notes import actions
from amends.journey.notes.forms import AddendumForm, CorrectionForm, HarmedAsForm, NoteForm, OversightForm
from amends.journey.notes.models import HarmedAs, Note, Oversight
from amends.journey.notes.rules import lacking, paperwork


@staff_view(Permission.CASE_SEE)
def notes(request: StaffRequest, number: str) -> HttpResponse:
    """The notes of the sides this user may see, newest first, and the paperwork by stage."""
    case = open_case(request.user, number, why="notes.looked_at")
    files = list(files_of(request.user, case).values())
    form = NoteForm(request.POST or None, files=files)
    if submit(form, lambda: actions.write_note(by=request.user, **form.cleaned_data)):
        return saved(request, "The note is on file.", reverse("notes:case", args=[number]))
    rows = (
        Note.objects.filter(file__in=files).select_related("author", "file").prefetch_related("versions__by")
    )
    papers = paperwork(case)
    context = {
        "title": "Notes",
        "case": case,
        "form": form,
        "rows": rows.order_by("-happened_on", "-pk")[:100],
        "papers": papers,
        "lacking": lacking(case, papers),
    }
    return render(request, "notes/case.html", context)


@staff_view(Permission.CONTACT_LOG)
def correct(request: StaffRequest, note_id: int) -> HttpResponse:
    """Correct a note: the version before stays readable."""
    rows = Note.objects.filter(file__in=CaseFile.objects.visible_to(request.user))
    note = rows.filter(pk=note_id).select_related("file__case").prefetch_related("versions").first()
    if note is None:
        raise Http404
    last = list(note.versions.all())[-1]
    form = CorrectionForm(request.POST or None, initial={"words": last.words})
    back = reverse("notes:case", args=[note.file.case.number])
    if submit(form, lambda: actions.correct_note(by=request.user, note=note, **form.cleaned_data)):
        return saved(request, "Corrected. What it said before can still be read.", back)
    return form_page(request, form, "Correct a note", back)


@staff_view(Permission.CASE_SEE)
def oversight(request: StaffRequest, participant_id: int) -> HttpResponse:
    """The manager's view of a sensitive case, with what was added since."""
    person = open_participant(request.user, participant_id, why="oversight.looked_at")
    form = OversightForm(request.POST or None)
    if submit(form, lambda: actions.oversee(by=request.user, participant=person, **form.cleaned_data)):
        return saved(request, "It is on record.", reverse("notes:oversight", args=[participant_id]))
    rows = person.oversights.select_related("manager").prefetch_related("addenda__by").order_by("-pk")
    context = {"title": "Oversight of a sensitive case", "person": person, "form": form, "rows": rows}
    return render(request, "notes/oversight.html", context)


@staff_view(Permission.APPROVAL_DECIDE)
def change_oversight(request: StaffRequest, oversight_id: int) -> HttpResponse:
    """Whoever wants to change it adds to it: the original stays."""
    rows = Oversight.objects.filter(file__in=CaseFile.objects.visible_to(request.user))
    row = rows.filter(pk=oversight_id).select_related("file").first()
    if row is None:
        raise Http404
    form = AddendumForm(request.POST or None)
    back = reverse("notes:oversight", args=[row.participant_id])
    if submit(form, lambda: actions.add_to_oversight(by=request.user, oversight=row, **form.cleaned_data)):
        return saved(request, "Added. The original stays as it was.", back)
    lead = "What was written cannot be changed. What you write here is added to it."
    return form_page(request, form, "Add to the oversight", back, lead=lead, button="Add it")


@staff_view(Permission.PARTICIPANT_EDIT)
def harmed_as(request: StaffRequest, participant_id: int) -> HttpResponse:
    """Whether somebody was harmed directly, or is affected in another way."""
    person = open_participant(request.user, participant_id, why="harmed_as.looked_at")
    known = HarmedAs.objects.filter(participant=person).first()
    initial = (
        {name: getattr(known, name) for name in HarmedAsForm.base_fields}
        if known
        else {"in_scheme": "unknown"}
    )
    form = HarmedAsForm(request.POST or None, initial=initial)
    back = reverse("casefile:person", args=[participant_id])
    if submit(
        form, lambda: actions.say_how_harmed(by=request.user, participant=person, details=form.cleaned_data)
    ):
        return saved(request, "Saved.", back)
    return form_page(request, form, f"How was {person.initials} affected?", back)
