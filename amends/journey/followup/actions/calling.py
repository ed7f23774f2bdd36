"""Beginning to ask everybody how it was, and ending it kindly where there is no answer."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.programs import as_clockwork
from amends.foundation.access.rules import check_may
from amends.foundation.case.actions import reach, take_step, undo_milestone
from amends.foundation.case.lifecycle import Milestone
from amends.foundation.case.models import Case, Participant
from amends.foundation.case.rules import both_sides_seen, reached
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.followup.actions.caring import plan_for
from amends.journey.followup.models import FollowUp
from amends.journey.followup.rules.calling import (
    SOURCE,
    check_tried_enough,
    is_everybody_asked,
    open_follow_up,
)

ASK = "feedback"


@transaction.atomic
def begin_follow_up(
    *,
    by: User,
    case: Case,
    held_at: datetime,
    participants: list[Participant],
    way: str = FollowUp.Way.MEETING,
    version: int | None = None,
) -> Case:
    """Take the step into follow-up, and start everybody's seven days. Only by who sees both sides."""
    if not both_sides_seen(case):
        raise Refused(
            "You see one side of this case only, and everybody is to be asked.",
            opens="Ask the coordinator to begin the follow-up.",
        )
    moved = take_step(by=by, case=case, verb="begin_follow_up", version=version)
    start_follow_up(by=by, case=moved, held_at=held_at, participants=participants, way=way)
    return moved


@transaction.atomic
def start_follow_up(
    *,
    by: User,
    case: Case,
    held_at: datetime,
    participants: list[Participant],
    way: str = FollowUp.Way.MEETING,
) -> list[FollowUp]:
    """A follow-up and its clock of seven days for everybody who took part; who is being asked already is left alone."""
    check_may(by, Permission.FEEDBACK_RECORD, case.service_id)
    if not participants:
        raise Refused("Say who took part.", source=SOURCE, field="people")
    if held_at > timezone.now():
        raise Refused("It has not taken place yet.", field="held_on")
    if any(person.case_id != case.pk for person in participants):
        raise Refused("Everybody must be of this case.", field="people")
    started = [_start(by, p, held_at, way) for p in participants if open_follow_up(p) is None]
    if way == FollowUp.Way.INDIRECT:
        plan_for(by=by, people=participants, meeting=None, at=held_at)
    weigh(by=by, case=case)
    return started


def _start(by: User, participant: Participant, held_at: datetime, way: str) -> FollowUp:
    follow_up = FollowUp(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        way=way,
        held_at=held_at,
        started_by=by,
    )
    follow_up.full_clean()
    follow_up.save()
    start_clock(by=by, name=ASK, about=_about(follow_up), at=held_at)
    record(
        by=by,
        act=Act.COLLECTION,
        what="followup.started",
        file=participant.file,
        subject=follow_up.subject,
    )
    return follow_up


def _about(follow_up: FollowUp) -> About:
    participant = follow_up.participant
    return About(
        service=participant.case.service,
        subject=follow_up.subject,
        case=participant.case,
        file=participant.file,
        link=reverse("followup:person", args=[participant.pk]),
    )


@transaction.atomic
def decline_follow_up(*, by: User, follow_up: FollowUp, note: str = "") -> None:
    """They do not want to say how it was; nobody asks again."""
    settle_follow_up(by=by, follow_up=follow_up, state=FollowUp.State.DECLINED, note=note)


@transaction.atomic
def give_up(*, by: User, follow_up: FollowUp, note: str = "") -> None:
    """End it after three attempts; fewer are refused."""
    check_tried_enough(follow_up)
    settle_follow_up(by=by, follow_up=follow_up, state=FollowUp.State.UNREACHABLE, note=note)


@transaction.atomic
def settle_follow_up(*, by: User, follow_up: FollowUp, state: str, note: str = "") -> None:
    """Note how the asking ended, and stop its clocks. Called by evaluation when somebody has told us."""
    check_may(by, Permission.FEEDBACK_RECORD, follow_up.service_id)
    locked = FollowUp.objects.select_for_update(of=("self",)).get(pk=follow_up.pk)
    if not locked.is_open:
        raise Refused(f"This is done already: {locked.get_state_display().lower()}.")
    locked.state, locked.note = state, note
    locked.settled_at, locked.settled_by = timezone.now(), by
    locked.full_clean()
    locked.save(update_fields=["state", "note", "settled_at", "settled_by"])
    stop_clock(by=by, name=ASK, subject=locked.subject, dropped=state == FollowUp.State.UNREACHABLE)
    stop_clock(by=by, name="call-back", subject=f"participant:{locked.participant_id}")
    record(by=by, act=Act.ALTERATION, what=f"followup.{state}", file=follow_up.file, subject=locked.subject)
    follow_up.refresh_from_db()
    weigh(by=by, case=follow_up.participant.case)


def weigh(*, by: User, case: Case) -> None:
    """Set or take back the milestone: everybody has told us, declined or been given up.

    Asked with the service's own eyes, because whoever rings one side may not know how it stands with the other.
    """
    with as_clockwork(case.service):
        done = is_everybody_asked(case)
    if done:
        reach(by=by, case=case, milestone=Milestone.FEEDBACK_DONE)
    elif Milestone.FEEDBACK_DONE in reached(case):
        undo_milestone(
            by=by, case=case, milestone=Milestone.FEEDBACK_DONE, reason="somebody is still to be asked"
        )
