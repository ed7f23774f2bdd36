"""Recording a session of a requirement, and what follows from it."""

import datetime as dt

from django.db import transaction

from amends.foundation.access.models import User
from amends.foundation.clock.actions import start_clock, stop_clock
from amends.journey.court.actions.following import locked_sentence, note_sentence
from amends.journey.court.actions.planning import REVIEW_CLOCK, end_requirement
from amends.journey.court.actions.sentencing import about_person
from amends.journey.court.models import PlannedMeeting, Sentence
from amends.journey.court.rules.following import held_kinds, plan_of
from amends.journey.court.rules.sessions import (
    Session,
    check_own_side_only,
    check_session,
    check_turn,
    is_complete,
)


@transaction.atomic
def hold_meeting(*, by: User, meeting: PlannedMeeting, on: dt.date, session: Session) -> PlannedMeeting:
    """Record a meeting of the plan, in its turn; one to which they did not come is still to be held (W8-104).

    After the meeting itself the review is due, and the requirement stays open until it is held (W8-107). With the last
    of the four the requirement is complete.
    """
    found = locked_sentence(by, meeting.sentence)
    meeting.sentence = found
    check_turn(meeting, plan_of(found), on)
    check_own_side_only(found.participant, session)
    if session.attended:
        check_session(meeting, session, on)
    _write_down(meeting, on, session)
    if not session.attended:
        note_sentence(by, found, "requirement.meeting_missed")
        return meeting
    note_sentence(by, found, "requirement.meeting_held")
    _go_on(by, meeting)
    return meeting


def _write_down(meeting: PlannedMeeting, on: dt.date, session: Session) -> None:
    """A field that does not belong to this kind of meeting stays empty."""
    is_first = meeting.kind == PlannedMeeting.Kind.ASSESSMENT and session.attended
    meeting.held_on = on if session.attended else None
    meeting.missed_on = meeting.missed_on if session.attended else on
    meeting.place, meeting.result = session.place.strip(), session.result.strip()
    meeting.possible = list(session.possible) if is_first else []
    meeting.possible_why = session.possible_why.strip() if is_first else ""
    meeting.officer_there, meeting.facilitator_there = session.officer_there, session.facilitator_there
    meeting.why_without_officer = "" if session.officer_there else session.why_without_officer.strip()
    meeting.progress, meeting.actions = session.progress.strip(), session.actions.strip()
    meeting.full_clean()
    meeting.save()


def _go_on(by: User, meeting: PlannedMeeting) -> None:
    """What follows from a meeting that was held: the review is due, or the requirement is complete."""
    found, plan = meeting.sentence, plan_of(meeting.sentence)
    subject = f"sentence:{found.pk}"
    if meeting.kind == PlannedMeeting.Kind.REVIEW:
        stop_clock(by=by, name=REVIEW_CLOCK, subject=subject)
    elif meeting.kind == PlannedMeeting.Kind.MEETING and "review" not in held_kinds(plan):
        start_clock(by=by, name=REVIEW_CLOCK, about=about_person(found.participant, subject))
    if is_complete(plan) and meeting.held_on:
        meeting.sentence = end_requirement(
            by=by, sentence=found, how=Sentence.End.COMPLETE, on=meeting.held_on
        )
