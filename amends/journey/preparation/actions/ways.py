"""How somebody wants to communicate, and the way settled on together."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.actions import reach, undo_milestone
from amends.foundation.case.lifecycle import Milestone
from amends.foundation.case.models import Case, Participant
from amends.foundation.case.rules import both_sides_seen, check_is_live, reached
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.consent.purposes import ways
from amends.journey.preparation.actions.noting import note
from amends.journey.preparation.models import SettledWay, WayChoice
from amends.journey.preparation.rules.ways import agreed_way, check_can_settle


@dataclass(frozen=True)
class Talk:
    """What was said about meeting face to face before another way was chosen (KM-006)."""

    discussed_on: date | None = None
    why_not_meeting: str = ""
    why_not_discussed: str = ""


@transaction.atomic
def choose_way(*, by: User, participant: Participant, way: str, on: date, talk: Talk) -> WayChoice:
    """Record how somebody wants to communicate; the milestone follows when both sides want the same."""
    check_may(by, Permission.CONSENT_RECORD, participant.service_id)
    check_is_live(participant.case)
    if way not in {w.key for w in ways()}:
        raise Refused("This is not a way of communicating.", field="way")
    if on > timezone.localdate():
        raise Refused("This day has not come yet.", field="on")
    choice = WayChoice(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        way=way,
        chosen_on=on,
        meeting_discussed_on=talk.discussed_on,
        why_not_meeting=talk.why_not_meeting,
        why_not_discussed=talk.why_not_discussed,
        recorded_by=by,
    )
    choice.full_clean()
    choice.save()
    note(by, participant, Act.COLLECTION, "way.chosen")
    weigh(by=by, case=participant.case)
    return choice


def weigh(*, by: User, case: Case) -> None:
    """Set or take back the milestone, where whoever acts sees both sides, as the latest choices say."""
    if not both_sides_seen(case):
        return
    if agreed_way(case):
        reach(by=by, case=case, milestone=Milestone.WAY_CHOSEN)
    elif Milestone.WAY_CHOSEN in reached(case):
        undo_milestone(by=by, case=case, milestone=Milestone.WAY_CHOSEN, reason="the choices differ")


@transaction.atomic
def settle_way(*, by: User, case: Case, way: str, on: date, present: str) -> SettledWay:
    """Record the way settled on together. Refused until everybody has agreed to it themselves (HMPPS 4.9, 6.23)."""
    check_may(by, Permission.CONSENT_RECORD, case.service_id)
    check_is_live(case)
    if on > timezone.localdate():
        raise Refused("This day has not come yet.", field="on")
    check_can_settle(case, way)
    row = SettledWay(
        service_id=case.service_id, case=case, way=way, settled_on=on, present=present, recorded_by=by
    )
    row.full_clean(exclude=["case"])
    row.save()
    record(by=by, act=Act.COLLECTION, what="way.settled", case=case)
    return row
