"""The switchboard of one person: what they were told, what they have agreed to, asking, and stopping."""

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.doors import open_participant
from amends.foundation.case.models import Participant
from amends.foundation.documents.actions import attach
from amends.foundation.documents.models import Attachment
from amends.foundation.documents.reading import asked_forms
from amends.foundation.pages.submitting import submit
from amends.journey.consent import rules
from amends.journey.consent.actions import explain as note_explained
from amends.journey.consent.actions import record_consent, withdraw
from amends.journey.consent.board import shown
from amends.journey.consent.forms import ConsentForm, ExplainForm, PaperForm, SheetForm, StopForm
from amends.journey.consent.models import Consent
from amends.journey.consent.papers import make_form, make_sheet
from amends.journey.consent.purposes import purposes, sheet_for, sheets
from amends.journey.consent.rules.switches import NO

CONTACT_IS_OFF = (
    "To be contacted by us is still off: nobody can get in touch with them. Ask them that as well."
)


def opened(request: StaffRequest, participant_id: int) -> Participant:
    """The person, through the door of their own file."""
    return open_participant(request.user, participant_id, why="consent.looked_at")


@staff_view(Permission.CASE_SEE)
def board(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """Every switch with where it stands, why, and what is next; what was explained; everything they have ever said."""
    participant = opened(request, participant_id)
    return render(request, "consent/board.html", shown(participant))


@staff_view(Permission.CONSENT_RECORD)
def ask(request: StaffRequest, participant_id: int, key: str) -> HttpResponseBase:
    """Record what they said about one purpose."""
    participant = opened(request, participant_id)
    wanted = purposes()[1].get(key)
    if wanted is None or not wanted.is_for(participant.side):
        raise Http404
    form = ConsentForm(request.POST or None, request.FILES or None, wanted=wanted, participant=participant)
    if submit(form, lambda: _record(request, participant, key, form)):
        messages.success(request, f"Recorded: {wanted.small_title}.")
        if wanted.ends_all and rules.switchboard(participant)["contact"].state in NO:
            messages.warning(request, CONTACT_IS_OFF)
        return redirect("consent:board", participant.pk)
    sheet = sheet_for(wanted, participant.side)
    missing = rules.missing_points(sheet, rules.explanations_of(participant)) if sheet else []
    context = {"participant": participant, "wanted": wanted, "form": form, "sheet": sheet, "missing": missing}
    return render(request, "consent/ask.html", context)


def _record(request: StaffRequest, participant: Participant, key: str, form: ConsentForm) -> Consent:
    """The signed form goes into the file of whoever signed it, and nowhere else (W8-190)."""
    upload = form.cleaned_data["upload"]
    signed = None
    if upload:
        subject = f"participant:{participant.pk}"
        kind = Attachment.Kind.FORM
        signed = attach(
            by=request.user, upload=upload, belongs_to=participant.file, subject=subject, kind=kind
        )
    answer, evidence = form.cleaned_data["answer"], form.evidence(signed)
    return record_consent(by=request.user, participant=participant, key=key, answer=answer, evidence=evidence)


@staff_view(Permission.CONSENT_RECORD)
def explain(request: StaffRequest, participant_id: int, kind: str) -> HttpResponseBase:
    """Record what was explained to them."""
    participant = opened(request, participant_id)
    sheet = sheets().get(kind)
    if sheet is None or (sheet.sides and participant.side not in sheet.sides):
        raise Http404
    form = ExplainForm(
        request.POST or None,
        sheet=sheet,
        language=participant.person.language,
        needs_easy=bool(asked_forms(participant)),
    )
    if submit(
        form, lambda: note_explained(by=request.user, participant=participant, kind=kind, told=form.told())
    ):
        messages.success(request, f"Recorded: {sheet.title}.")
        return redirect("consent:board", participant.pk)
    context = {"participant": participant, "sheet": sheet, "form": form}
    return render(request, "consent/explain.html", context)


@staff_view(Permission.CONSENT_RECORD)
def sheet(request: StaffRequest, participant_id: int, kind: str) -> HttpResponseBase:
    """Make the sheet that explains it, to read on screen or to print."""
    participant = opened(request, participant_id)
    wanted = sheets().get(kind)
    if wanted is None or (wanted.sides and participant.side not in wanted.sides):
        raise Http404
    if request.method == "POST" and not wanted.says_what_is_shared:
        made = make_sheet(by=request.user, participant=participant, sheet=wanted)
        return redirect("documents:show", made.pk)
    form = SheetForm(request.POST or None)
    if form.is_valid():
        shared = form.cleaned_data["shared"]
        made = make_sheet(by=request.user, participant=participant, sheet=wanted, shared=shared)
        return redirect("documents:show", made.pk)
    return _form(request, participant, form, wanted.title, "Make the sheet")


@staff_view(Permission.CONSENT_RECORD)
def paper(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """Make a consent form to be signed."""
    participant = opened(request, participant_id)
    form = PaperForm(request.POST or None, participant=participant)
    if form.is_valid():
        wanted = [purposes()[1][key] for key in form.cleaned_data["purposes"]]
        bodies = form.cleaned_data["bodies"]
        made = make_form(by=request.user, participant=participant, wanted=wanted, bodies=bodies)
        return redirect("documents:show", made.pk)
    return _form(request, participant, form, "Print a consent form", "Make the form")


def _form(
    request: StaffRequest, participant: Participant, form: object, title: str, button: str
) -> HttpResponseBase:
    back = reverse("consent:board", args=[participant.pk])
    caption = f"{participant.case.number} · {participant.words} · {participant.initials}"
    context = {"form": form, "title": title, "button": button, "caption": caption, "cancel_url": back}
    return render(request, "pages/form.html", {**context, "back_url": back})


@staff_view(Permission.CONSENT_RECORD)
def stop(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """Somebody stops. What will happen is said before the button."""
    participant = opened(request, participant_id)
    form = StopForm(request.POST or None)
    if form.is_valid():
        withdraw(by=request.user, participant=participant, reason=form.cleaned_data["reason"])
        messages.success(
            request, "They have stopped. Everything that was planned for them is stopped as well."
        )
        return redirect("consent:board", participant.pk)
    return render(request, "consent/stop.html", {"participant": participant, "form": form})
