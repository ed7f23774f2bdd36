"""Planning the sessions of a requirement, and its end."""

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.clock.actions import stop_clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import tell
from amends.journey.consent.actions import mark_standing
from amends.journey.consent.models import Standing
from amends.journey.court.actions.following import locked_sentence, note_sentence
from amends.journey.court.models import PlannedMeeting, Sentence
from amends.journey.court.rules.following import check_can_complete, check_can_plan_meeting, plan_of

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
def drop_meeting(*, by: User, meeting: PlannedMeeting) -> None:
    """Take a meeting that is still to come out of the plan; its days are free again. What was missed stays on record."""
    found = locked_sentence(by, meeting.sentence)
    if meeting.held_on or meeting.missed_on:
        raise Refused("It has been held or missed, and stays on record.")
    meeting.delete()
    note_sentence(by, found, "requirement.meeting_dropped")


@transaction.atomic
def end_requirement(*, by: User, sentence: Sentence, how: str, on: dt.date) -> Sentence:
    """End a requirement: complete, ended by the court, or because somebody no longer wants to take part.

    The offender manager hears that it has ended, and of a stop never who stopped or that anybody failed.
    """
    found = locked_sentence(by, sentence)
    if not found.is_statutory:
        raise Refused(
            "There is no requirement that could end: taking part is voluntary.",
            source="HMPPS framework, principles (taking part is voluntary)",
        )
    if on > timezone.localdate():
        raise Refused("This day has not come yet.", field="on")
    if how == Sentence.End.COMPLETE:
        check_can_complete(plan_of(found))
    found.ended, found.ended_on = how, on
    found.full_clean()
    found.save()
    note_sentence(by, found, f"requirement.{how}")
    mark_standing(by=by, participant=found.participant, status=Standing.Status.VOLUNTARY, since=on)
    stop_clock(by=by, name=REVIEW_CLOCK, subject=f"sentence:{found.pk}", dropped=True)
    words = {
        Sentence.End.COMPLETE: "the restorative requirement is complete.",
        Sentence.End.STOPPED: "the restorative work has ended. Taking part is voluntary: this is nobody's failure.",
        Sentence.End.REVOKED: "the restorative requirement has ended.",
    }[Sentence.End(how)]
    if found.officer:
        case = found.participant.case
        tell(user=found.officer, service=case.service, words=f"{case.number}: {words}")
    return found
