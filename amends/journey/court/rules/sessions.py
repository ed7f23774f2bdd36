"""The four sessions of a requirement: one after the other, each with what came of it (Wait 'til Eight appendix 2E)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from amends.foundation.case.models import Participant
from amends.foundation.documents.rules import check_nothing_of_other_side
from amends.foundation.lib.dates import long_date
from amends.foundation.lib.refusal import Refused
from amends.journey.court.law import advice
from amends.journey.court.models import PlannedMeeting
from amends.journey.court.rules.following import KINDS, Kind, Plan

SOURCE = "Wait 'til Eight appendix 2E"
Form = PlannedMeeting.Form
Question = Callable[[Participant, date], None]
_before_preparing: list[Question] = []


@dataclass(frozen=True)
class Session:
    """What is written down of a meeting of the plan: who came, where it was and what came of it.

    `possible` and its reason belong to the assessment, the last three to the review.
    """

    attended: bool = True
    place: str = ""
    result: str = ""
    officer_there: bool = False
    facilitator_there: bool = False
    possible: Sequence[str] = ()
    possible_why: str = ""
    why_without_officer: str = ""
    progress: str = ""
    actions: str = ""


def before_preparing(question: Question) -> Question:
    """Ask this before a preparation session counts as held: a later room knows whether the other side was heard."""
    _before_preparing.append(question)
    return question


def check_turn(meeting: PlannedMeeting, plan: Plan, on: date) -> None:
    """Refuse a session that is held already, that has not come yet, or before those that come first (W8-104)."""
    if not meeting.sentence.is_statutory:
        raise Refused("The requirement has ended.")
    if meeting.held_on:
        raise Refused("It has been held.")
    if on > timezone.localdate():
        raise Refused("This day has not come yet.", field="on")
    before = KINDS[: KINDS.index(Kind(meeting.kind))] if meeting.kind in KINDS else ()
    done = {held.kind for held in plan.held}
    missing = [kind.label.lower() for kind in before if kind not in done]
    if missing:
        raise Refused(
            f"Not recorded yet: {', '.join(missing)}.",
            source=SOURCE,
            opens="The four sessions are held one after the other.",
        )
    latest = max((held.held_on for held in plan.held if held.kind in before and held.held_on), default=on)
    if latest > on:
        raise Refused(f"The session before it was held on {long_date(latest)}.", source=SOURCE, field="on")


def check_session(meeting: PlannedMeeting, session: Session, on: date) -> None:
    """Refuse to call a session held without what it has to say.

    The assessment ends with what is possible and why (W8-104). Before the preparation the other side was heard (W8-105).
    """
    if not session.place.strip():
        raise Refused("Say where it was.", source=SOURCE, field="place")
    if not session.result.strip():
        raise Refused("Say in a few words what came of it.", source=SOURCE, field="result")
    if meeting.kind == Kind.ASSESSMENT:
        _check_possible(session)
    if meeting.kind == Kind.PREPARATION:
        for question in _before_preparing:
            question(meeting.sentence.participant, on)


def _check_possible(session: Session) -> None:
    if not session.possible:
        raise Refused(
            "Say which forms are possible: the first session ends with that.", source=SOURCE, field="possible"
        )
    if Form.NONE in session.possible and len(session.possible) > 1:
        raise Refused("Either some are possible, or none.", source=SOURCE, field="possible")
    if not session.possible_why.strip():
        raise Refused("Say why, from the harm and from their attitude.", source=SOURCE, field="possible_why")


def check_own_side_only(participant: Participant, session: Session) -> None:
    """Refuse words that name somebody on the other side: the record stands in this person's file."""
    words = f"{session.place} {session.result} {session.possible_why} {session.progress} {session.actions}"
    check_nothing_of_other_side(words, participant.case, participant.side)


def is_complete(plan: Plan) -> bool:
    """Whether all four are held, and nothing that was planned besides is still to come."""
    held = len(plan.held)
    return not plan.remaining and held == len(plan.meetings) and held >= advice().fewest_meetings
