"""Asking people afterwards: how everybody of a case stands, and the page from which one of them is rung."""

from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.access.rules import may
from amends.foundation.case.doors import files_of, open_case, open_participant
from amends.foundation.case.models import Case, Participant
from amends.foundation.lib.refusal import Refused
from amends.foundation.lib.together import fetch_together
from amends.foundation.pages.submitting import submit
from amends.foundation.people.models import SafeContact
from amends.journey.contact.models import Contact
from amends.journey.followup.actions import (
    begin_follow_up,
    decline_follow_up,
    give_up,
    note_resent,
    settle_concern,
)
from amends.journey.followup.forms import BeginForm, ResultForm
from amends.journey.followup.models import (
    Aftercare,
    Concern,
    Debrief,
    FollowUp,
    Help,
    NotNow,
    SignOff,
    SupportRequest,
)
from amends.journey.followup.rules import (
    attempts_since,
    enough_attempts,
    latest_of,
    open_follow_up,
    running_of,
    what_took_place,
)
from amends.journey.followup.rules.concerns import heard_in
from amends.journey.meeting.models import Meeting

SEEN = "followup.looked_at"


@staff_view(Permission.CASE_SEE)
def case(request: StaffRequest, number: str) -> HttpResponseBase:
    """Everybody of the sides this user may see, with how far the asking has come."""
    found = open_case(request.user, number, why=SEEN)
    files = [file.pk for file in files_of(request.user, found).values()]
    people = list(Participant.objects.filter(case=found, file__in=files).order_by("side", "pk"))
    asked = latest_of(people)
    context = {
        "case": found,
        "rows": [(person, asked.get(person.pk)) for person in people],
        "enough": enough_attempts(found),
        "may_begin": found.stage == "communication"
        and may(request.user, Permission.MEETING_WRITE_UP, request.service),
    }
    return render(request, "followup/case.html", context | _looked_after(found, people))


def _looked_after(case: Case, people: list[Participant]) -> dict[str, object]:
    """Everybody who took part in the last meeting, or was written to, and the staff: one query."""
    care = Aftercare.objects.filter(participant__in=[person.pk for person in people])
    debriefs = Debrief.objects.filter(case=case).annotate(who=F("user__name"))
    names = ("care", "debriefs", "held", "signed")
    found = fetch_together(
        care.annotate(initials=F("participant__initials")).order_by("pk"),
        debriefs.order_by("pk"),
        Meeting.objects.filter(case=case, state=Meeting.State.HELD).order_by("-during")[:1],
        SignOff.objects.filter(case=case).order_by("-pk")[:1],
    )
    return dict(zip(names, found, strict=True))


@staff_view(Permission.MEETING_WRITE_UP)
def begin(request: StaffRequest, number: str) -> HttpResponseBase:
    """Who took part and when: their seven days begin."""
    found = open_case(request.user, number, why=SEEN)
    form = BeginForm(request.POST or None, case=found, initial=what_took_place(found))
    if submit(form, lambda: begin_follow_up(by=request.user, case=found, **form.answers)):
        messages.success(request, "The follow-up has begun. Everybody is asked within seven days.")
        return redirect("followup:case", found.number)
    return render(request, "followup/begin.html", {"case": found, "form": form})


@staff_view(Permission.FEEDBACK_RECORD)
def person(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """Ring somebody: how they may be reached, the attempts so far, and what they said that is still open."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    follow_up = latest_of([participant]).get(participant.pk)
    context: dict[str, object] = {
        "participant": participant,
        "case": participant.case,
        "card": SafeContact.objects.filter(participant=participant).first(),
        "points": participant.contact_points.order_by("-is_safe", "rank", "pk"),
        "follow_up": follow_up,
        "running": running_of(participant),
        "may_settle": may(request.user, Permission.REFERRAL_SCREEN, participant.service_id),
    }
    context |= _calls(follow_up, participant) | _care(participant)
    return render(request, "followup/person.html", context)


def _calls(follow_up: FollowUp | None, person: Participant) -> dict[str, object]:
    """The attempts so far."""
    attempts = attempts_since(follow_up) if follow_up else Contact.objects.none()
    return {"attempts": attempts.select_related("logged_by"), "enough": enough_attempts(person.case)}


def _care(person: Participant) -> dict[str, object]:
    """How they are looked after, what they said afterwards and about later: one query."""
    care = Aftercare.objects.filter(participant=person).annotate(who=F("ended_by__name"))
    help_ = Help.objects.filter(participant=person).annotate(who=F("given_by__name"), what=F("point__what"))
    concerns = Concern.objects.filter(participant=person).annotate(who=F("settled_by__name"))
    names = ("care", "support", "help", "not_now", "concerns")
    found = fetch_together(
        care.order_by("pk"),
        SupportRequest.objects.filter(participant=person).order_by("pk"),
        help_.order_by("due"),
        NotNow.objects.filter(participant=person).order_by("-pk"),
        concerns.order_by("-pk"),
    )
    heard = heard_in(found[-1])
    return {**dict(zip(names, found, strict=True)), "concerns": [(c, heard[c.pk]) for c in found[-1]]}


@staff_view(Permission.FEEDBACK_RECORD)
@require_POST
def settled(request: StaffRequest, participant_id: int, how: str) -> HttpResponseBase:
    """They do not want to say, or could not be reached."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    follow_up = open_follow_up(participant)
    end = {FollowUp.State.DECLINED.value: decline_follow_up, FollowUp.State.UNREACHABLE.value: give_up}.get(
        how
    )
    if follow_up is None or end is None:
        raise Http404
    try:
        end(by=request.user, follow_up=follow_up)
        messages.success(request, "Noted. Nobody asks them again.")
    except Refused as refusal:
        messages.error(request, refusal.in_full)
    return redirect("followup:person", participant.pk)


@staff_view(Permission.FEEDBACK_RECORD)
@require_POST
def resent(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """The agreement has been sent again."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    try:
        note_resent(by=request.user, participant=participant)
        messages.success(request, "Noted.")
    except Refused as refusal:
        messages.error(request, refusal.in_full)
    return redirect("followup:person", participant.pk)


@staff_view(Permission.FEEDBACK_RECORD)
def concern(request: StaffRequest, participant_id: int, concern_id: int) -> HttpResponseBase:
    """Write down what was done about something they said."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    wanted = Concern.objects.filter(participant=participant, pk=concern_id).first()
    if wanted is None:
        raise Http404
    form = ResultForm(request.POST or None, decides=wanted.kind != Concern.Kind.QUESTION)
    if submit(
        form,
        lambda: settle_concern(by=request.user, concern=wanted, **form.cleaned_data),
    ):
        return redirect("followup:person", participant.pk)
    heard = heard_in([wanted])[wanted.pk]
    context = {"form": form, "concern": wanted, "heard": heard, "participant": participant}
    return render(request, "followup/concern.html", context)
