"""The meetings of a requirement, and its end."""

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.clock.actions import start_clock, stop_clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import tell
from amends.journey.consent.actions import mark_standing
from amends.journey.consent.models import Standing
from amends.journey.court.actions.following import locked_sentence, note_sentence
from amends.journey.court.actions.sentencing import about_person
from amends.journey.court.models import PlannedMeeting, Sentence
from amends.journey.court.rules.following import (
    check_can_complete,
    check_can_plan_meeting,
    held_kinds,
    plan_of,
)

REVIEW_CLOCK = "requirement-review"


@transaction.atomic
def plan_meeting(*, by: User, sentence: Sentence, kind: str, on: dt.date, days: Decimal) -> PlannedMeeting:
    """Put one more meeting into the plan of a requirement; four days in all are the most (W8-309, W8-364)."""
    found = locked_sentence(by, sentence)  # two who plan at once share the four days
    check_can_plan_meeting(found, plan_of(found), days)
    meeting = PlannedMeeting(
        service_id=found.service_id,
        file_id=found.file_id,
        sentence=found,
        kind=kind,
        planned_on=on,
        days=days,
    )
    meeting.full_clean()
    meeting.save()
    note_sentence(by, found, "requirement.meeting_planned")
    return meeting


@transaction.atomic
def hold_meeting(
    *,
    by: User,
    meeting: PlannedMeeting,
    on: dt.date,
    officer_there: bool,
    facilitator_there: bool,
    why_without_officer: str = "",
    progress: str = "",
    actions: str = "",
) -> PlannedMeeting:
    """Note that a planned meeting was held; a review is with a facilitator, and without the officer only for a reason.

    After the meeting itself the review is due, and the requirement stays open until it is held (W8-107).
    """
    found = locked_sentence(by, meeting.sentence)
    if on > timezone.localdate():
        raise Refused("This day has not come yet.", field="on")
    meeting.held_on, meeting.officer_there, meeting.facilitator_there = on, officer_there, facilitator_there
    meeting.why_without_officer = "" if officer_there else why_without_officer.strip()
    meeting.progress, meeting.actions = progress.strip(), actions.strip()
    meeting.full_clean()
    meeting.save()
    note_sentence(by, found, "requirement.meeting_held")
    subject = f"sentence:{found.pk}"
    if meeting.kind == PlannedMeeting.Kind.REVIEW:
        stop_clock(by=by, name=REVIEW_CLOCK, subject=subject)
    elif meeting.kind == PlannedMeeting.Kind.MEETING and "review" not in held_kinds(plan_of(found)):
        start_clock(by=by, name=REVIEW_CLOCK, about=about_person(found.participant, subject))
    return meeting


@transaction.atomic
def drop_meeting(*, by: User, meeting: PlannedMeeting) -> None:
    """Take a meeting that was not held out of the plan; its days are free again."""
    found = locked_sentence(by, meeting.sentence)
    if meeting.held_on:
        raise Refused("It has been held.")
    meeting.delete()
    note_sentence(by, found, "requirement.meeting_dropped")


@transaction.atomic
def end_requirement(*, by: User, sentence: Sentence, how: str, on: dt.date) -> Sentence:
    """End a requirement: complete, ended by the court, or because somebody no longer wants to take part.

    The offender manager hears that it has ended, and of a stop never who stopped or that anybody failed.
    """
    found = locked_sentence(by, sentence)
    if not found.is_statutory:
        raise Refused("There is no requirement that could end: taking part is voluntary.")
    if on > timezone.localdate():
        raise Refused("This day has not come yet.", field="on")
    if how == Sentence.End.COMPLETE:
        check_can_complete(plan_of(found))
    found.ended, found.ended_on = how, on
    found.full_clean()
    found.save()
    note_sentence(by, found, f"requirement.{how}")
    voluntary = Standing.Status.VOLUNTARY
    mark_standing(by=by, participant=found.participant, status=voluntary, since=on)
    stop_clock(by=by, name=REVIEW_CLOCK, subject=f"sentence:{found.pk}", dropped=True)
    number = found.participant.case.number
    words = {
        Sentence.End.COMPLETE: "the restorative requirement is complete.",
        Sentence.End.STOPPED: "the restorative work has ended. Taking part is voluntary: this is nobody's failure.",
        Sentence.End.REVOKED: "the restorative requirement has ended.",
    }[Sentence.End(how)]
    if found.officer:
        tell(user=found.officer, service=found.participant.case.service, words=f"{number}: {words}")
    return found
