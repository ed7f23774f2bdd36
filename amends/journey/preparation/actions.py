"""Writing down what was talked about, what somebody needs, and how they want to communicate."""

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
from amends.foundation.clock.actions import stop_clock
from amends.foundation.lib.refusal import ChangedMeanwhile, Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.consent.purposes import ways
from amends.journey.preparation.models import Need, Preparation, WayChoice
from amends.journey.preparation.rules import agreed_way

TEXTS = ("hopes", "questions", "wants_to_say", "if_no_answer", "aftercare")


@transaction.atomic
def prepare(
    *,
    by: User,
    participant: Participant,
    explained: list[str],
    texts: dict[str, str],
    version: int | None = None,
) -> Preparation:
    """Keep the preparation record. Raises ChangedMeanwhile when somebody else saved it since `version`."""
    check_may(by, Permission.CONTACT_LOG, participant.service_id)
    check_is_live(participant.case)
    kept = Preparation.objects.select_for_update().filter(participant=participant).first()
    if kept and version is not None and kept.version != version:
        rows = [(name.replace("_", " ").capitalize(), texts[name], getattr(kept, name)) for name in TEXTS]
        raise ChangedMeanwhile(kept.changed_by.name, [row for row in rows if row[1] != row[2]])
    if kept is None:
        kept = Preparation(
            service_id=participant.service_id, file_id=participant.file_id, participant=participant, version=0
        )
    kept.explained = sorted({*kept.explained, *explained})
    for name, words in texts.items():
        setattr(kept, name, words)
    kept.changed_by, kept.changed_at, kept.version = by, timezone.now(), kept.version + 1
    kept.full_clean()
    kept.save()
    if "leaflet" in kept.explained:
        stop_clock(by=by, name="explain-leaflet", subject=f"participant:{participant.pk}")
    _note(by, participant, Act.ALTERATION, "preparation.kept")
    return kept


@transaction.atomic
def add_need(*, by: User, participant: Participant, kind: str, words: str, planned: str = "") -> Need:
    """Note what somebody needs, and what is planned about it."""
    check_may(by, Permission.CONTACT_LOG, participant.service_id)
    need = Need(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        kind=kind,
        words=words,
        planned=planned,
        added_by=by,
    )
    need.full_clean()
    need.save()
    _note(by, participant, Act.COLLECTION, "need.added")
    return need


@transaction.atomic
def meet_need(*, by: User, need: Need, planned: str, met_on: date | None) -> Need:
    """Say what is planned about a need, or that it is met."""
    check_may(by, Permission.CONTACT_LOG, need.service_id)
    if met_on and met_on > timezone.localdate():
        raise Refused("This day has not come yet.", field="met_on")
    need.planned, need.met_on = planned, met_on
    need.full_clean()
    need.save(update_fields=["planned", "met_on"])
    _note(by, need.participant, Act.ALTERATION, "need.met" if met_on else "need.planned")
    return need


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
    _note(by, participant, Act.COLLECTION, "way.chosen")
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


def _note(by: User, participant: Participant, act: Act, what: str) -> None:
    record(by=by, act=act, what=what, file=participant.file, subject=f"participant:{participant.pk}")
