"""The agreement of a case: its page, and everything that is noted on it."""

from collections.abc import Callable

from django import forms as django_forms
from django.contrib import messages
from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.access.rules import may
from amends.foundation.case.doors import files_of, open_case
from amends.foundation.case.models import Case, Participant
from amends.foundation.lib.refusal import Refused
from amends.foundation.lib.seen import mark_of_row
from amends.foundation.pages.attempt import carried_out
from amends.foundation.pages.seen import SEEN, remember
from amends.journey.agreement import actions, forms
from amends.journey.agreement.actions.copies import document_of
from amends.journey.agreement.actions.drafting import WORDED
from amends.journey.agreement.models import OutcomeAgreement, Party, Point, Signature
from amends.journey.agreement.rules import (
    RESPONSIBLE,
    agreement_of,
    check_can_be_final,
    is_late,
    missing_copies,
    parties_of,
    progress,
)
from amends.journey.allocation.rules import facilitators_of

WRITE, COPY = Permission.AGREEMENT_RECORD, Permission.CONTACT_LOG


def current(request: StaffRequest, number: str) -> OutcomeAgreement:
    """The agreement of the case. Raises Http404 when there is none, or the case is not theirs."""
    case = open_case(request.user, number, why="agreement.looked_at")
    agreement = agreement_of(case)
    if agreement is None:
        raise Http404
    return agreement


def party_of(agreement: OutcomeAgreement, key: int) -> Party:
    """One of those who agree."""
    party = get_object_or_404(Party, agreement=agreement, pk=key)
    party.agreement = agreement
    return party


def point_of(agreement: OutcomeAgreement, key: int) -> Point:
    """One point."""
    point = get_object_or_404(
        Point.objects.select_related("who", "overseer", "plan_entry"), agreement=agreement, pk=key
    )
    point.agreement = agreement
    return point


def one_form(
    request: StaffRequest,
    case: Case,
    form: django_forms.Form,
    act: Callable[[], object],
    *,
    title: str,
    lead: str = "",
    back: str = "",
) -> HttpResponseBase:
    """One form on a page: carried out and back to the agreement, or shown with what stands against it."""
    back = back or reverse("agreement:show", args=[case.number])
    if carried_out(form, act):
        return redirect(back)
    context = {"form": form, "title": title, "lead": lead, "back_url": back, "caption": case.number}
    return render(request, "pages/form.html", {**context, "button": "Save"})


@staff_view(Permission.CASE_SEE)
def show(request: StaffRequest, number: str) -> HttpResponseBase:
    """What was agreed, how far it is, and who has a copy."""
    case = open_case(request.user, number, why="agreement.looked_at")
    agreement = agreement_of(case)
    context: dict[str, object] = {"case": case, "agreement": agreement}
    for name, permission in (("may_write", WRITE), ("may_copy", COPY)):
        context[name] = case.is_open and may(request.user, permission, case.service_id)
    if agreement:
        context |= around(agreement)
    return render(request, "agreement/show.html", context)


def around(agreement: OutcomeAgreement) -> dict[str, object]:
    """What stands on the page of one agreement."""
    in_order = agreement.points.select_related("who", "overseer", "proposed_by").order_by("pk")
    prefetch_related_objects([agreement], Prefetch("points", in_order), "parties")
    points = list(agreement.points.all())
    return {
        **seen_of(agreement),
        "parties": parties_of(agreement),
        "lines": [
            {"point": point, "late": is_late(point), "goes_on": point.status in Point.GOES_ON}
            for point in points
            if point.is_action
        ],
        "statements": [point for point in points if not point.is_action],
        "progress": progress(points),
        "missing": missing_copies(agreement),
        "document": document_of(agreement),
        "theirs": RESPONSIBLE,
        "against": _against(agreement) if agreement.state == OutcomeAgreement.State.DRAFT else None,
    }


def seen_of(agreement: OutcomeAgreement) -> dict[str, set[int]]:
    """Of whom whoever asks may open the file, and whose signature lies there."""
    people = Participant.objects.filter(case=agreement.case_id)
    signed = Signature.objects.filter(party__agreement=agreement)
    return {
        "seen": set(people.values_list("pk", flat=True)),
        "signatures": set(signed.values_list("party_id", flat=True)),
    }


def _against(agreement: OutcomeAgreement) -> Refused | None:
    try:
        check_can_be_final(agreement)
    except Refused as refusal:
        return refusal
    return None


@staff_view(WRITE)
def draft(request: StaffRequest, number: str) -> HttpResponseBase:
    """Begin an agreement."""
    case = open_case(request.user, number, why="agreement.looked_at")
    form = forms.DraftForm(request.POST or None)
    return one_form(
        request,
        case,
        form,
        lambda: actions.draft(by=request.user, case=case, **form.cleaned_data),
        title="Write down an agreement",
    )


@staff_view(WRITE)
def none_reached(request: StaffRequest, number: str) -> HttpResponseBase:
    """There is none."""
    case = open_case(request.user, number, why="agreement.looked_at")
    form = forms.NoneForm(request.POST or None)
    return one_form(
        request,
        case,
        form,
        lambda: actions.none_reached(by=request.user, case=case, **form.cleaned_data),
        title="No agreement",
        lead="Talking can be enough. Nobody has to agree to anything.",
    )


@staff_view(WRITE)
def words(request: StaffRequest, number: str) -> HttpResponseBase:
    """Something they say together."""
    agreement = current(request, number)
    form = forms.WordsForm(
        request.POST or None,
        initial={"words": agreement.words_together, "if_not_kept": agreement.if_not_kept},
    )
    return one_form(
        request,
        agreement.case,
        form,
        lambda: actions.put_words_together(by=request.user, agreement=agreement, **form.cleaned_data),
        title="Words together",
    )


@staff_view(WRITE)
def party(request: StaffRequest, number: str) -> HttpResponseBase:
    """Put somebody in, or change how they are called: people of the files that may be opened."""
    agreement = current(request, number)
    files = files_of(request.user, agreement.case).values()
    people = list(Participant.objects.filter(file__in=files, left_at__isnull=True).order_by("pk"))
    form = forms.PartyForm(request.POST or None, people=people)
    return one_form(
        request,
        agreement.case,
        form,
        lambda: actions.add_party(by=request.user, agreement=agreement, **form.details()),
        title="Somebody in the agreement",
    )


@staff_view(WRITE)
def point(request: StaffRequest, number: str, key: int | None = None) -> HttpResponseBase:
    """Add a point, or change its words while it is a draft."""
    agreement = current(request, number)
    written = point_of(agreement, key) if key else None
    parties = list(agreement.parties.order_by("pk"))
    form = forms.PointForm(
        request.POST or None,
        parties=parties,
        overseers=_overseers(agreement.case, request.user, written),
        point=written,
    )
    remember(form, mark_of_row(written, WORDED))

    def write() -> Point:
        wording, seen = form.wording(), form.cleaned_data[SEEN]
        return actions.write_point(
            by=request.user, agreement=agreement, wording=wording, point=written, seen=seen
        )

    lead = "Whoever has agreed already is asked again after a change."
    return one_form(request, agreement.case, form, write, title="A point of the agreement", lead=lead)


def _overseers(case: Case, user: User, point: Point | None = None) -> list[User]:
    """Who can look after a point; whoever does so already stays, also when somebody else changes the words."""
    now = [point.overseer] if point and point.overseer else []
    return list({person.pk: person for person in (*facilitators_of(case), user, *now)}.values())


@staff_view(WRITE)
@require_POST
def take_out(request: StaffRequest, number: str, key: int) -> HttpResponseBase:
    """Take a point out of a draft."""
    agreement = current(request, number)
    found = point_of(agreement, key)
    return _do(request, number, lambda: actions.take_out_point(by=request.user, point=found), "Taken out.")


@staff_view(WRITE)
@require_POST
def take_out_party(request: StaffRequest, number: str, key: int) -> HttpResponseBase:
    """Take somebody out of a draft."""
    agreement = current(request, number)
    found = party_of(agreement, key)
    return _do(request, number, lambda: actions.take_out_party(by=request.user, party=found), "Taken out.")


@staff_view(WRITE)
@require_POST
def final(request: StaffRequest, number: str) -> HttpResponseBase:
    """Make it final."""
    agreement = current(request, number)
    done = "The agreement is final. Give everybody their copy."
    return _do(request, number, lambda: actions.make_final(by=request.user, agreement=agreement), done)


@staff_view(WRITE)
@require_POST
def to_sign(request: StaffRequest, number: str) -> HttpResponseBase:
    """Print the draft, to be signed at the table or on a sheet each."""
    agreement = current(request, number)
    apart = request.POST.get("apart") == "yes"
    try:
        document = actions.print_to_sign(by=request.user, agreement=agreement, apart=apart)
    except Refused as refusal:
        messages.error(request, refusal.in_full)
        return redirect("agreement:show", number)
    return redirect("documents:pdf", document.pk)


def _do(request: StaffRequest, number: str, act: Callable[[], object], done: str) -> HttpResponseBase:
    try:
        act()
    except Refused as refusal:
        messages.error(request, refusal.in_full)
    else:
        messages.success(request, done)
    return redirect("agreement:show", number)
