"""Marking that taking part is a condition of an order or licence, and what is found about who resists meeting."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Participant, Side
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import tell_permitted
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.consent.models import Resistance, Standing
from amends.journey.consent.rules import check_can_be_condition, resistance_of
from amends.journey.consent.rules.standing import RESISTANCE


def _note(by: User, participant: Participant, what: str, act: Act = Act.COLLECTION) -> None:
    record(by=by, act=act, what=what, file=participant.file, subject=f"participant:{participant.pk}")


@transaction.atomic
def mark_standing(
    *, by: User, participant: Participant, status: str, since: date, rests_on: str = ""
) -> Standing:
    """Mark taking part as statutory from a day on, or as voluntary again (W8-055).

    Raises Refused where the rules have no such condition, for anybody but the person responsible, and, where the service
    asks for it, without their written consent from before that day (W8-324).
    """
    statutory = status == Standing.Status.STATUTORY
    check_may(
        by, Permission.PARTICIPANT_EDIT if statutory else Permission.CONSENT_RECORD, participant.service_id
    )
    if statutory:
        check_can_be_condition(participant, since)
    standing = Standing(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        status=status,
        rests_on=rests_on if statutory else "",
        since=since,
        noted_by=by,
    )
    standing.full_clean()
    standing.save()
    _note(by, participant, f"consent.standing.{status}")
    return standing


@transaction.atomic
def note_resistance(
    *, by: User, participant: Participant, words: str, likely_to_agree: bool, on: date | None = None
) -> Resistance:
    """Note that somebody responsible is against meeting, whatever they have said; the manager is told to look at it."""
    check_may(by, Permission.CONSENT_RECORD, participant.service_id)
    if participant.side != Side.RESPONSIBLE:
        raise Refused(
            "Somebody harmed who does not want to meet has said no. There is nothing to look at.",
            source="A victim's part is wholly voluntary",
            opens="Record their answer on the switchboard.",
        )
    row = Resistance(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        words=words,
        likely_to_agree=likely_to_agree,
        noted_on=on or timezone.localdate(),
        noted_by=by,
    )
    row.full_clean()
    row.save()
    _note(by, participant, "consent.resistance_noted")
    tell_permitted(
        service=participant.case.service,
        permission=Permission.APPROVAL_DECIDE,
        words=f"{participant.case.number}: somebody is against meeting.",
    )
    return row


@transaction.atomic
def decide_resistance(
    *, by: User, participant: Participant, not_distorting: bool, no_harm: bool, reason: str
) -> Resistance:
    """A manager says whether meeting all the same would distort the process, or hurt the person harmed (W8-073)."""
    check_may(by, Permission.APPROVAL_DECIDE, participant.service_id)
    row = resistance_of(participant)
    if row is None:
        raise Refused("No resistance is noted.", source=RESISTANCE)
    row.not_distorting, row.no_harm, row.reason = not_distorting, no_harm, reason.strip()
    row.decided_by, row.decided_on = by, timezone.localdate()
    row.full_clean()
    row.save()
    _note(by, participant, "consent.resistance_decided", Act.ALTERATION)
    return row


@transaction.atomic
def resistance_is_over(*, by: User, participant: Participant) -> Resistance:
    """They have come round to it themselves. What was noted stays."""
    check_may(by, Permission.CONSENT_RECORD, participant.service_id)
    row = resistance_of(participant)
    if row is None:
        raise Refused("No resistance is noted.", source=RESISTANCE)
    row.over_on = timezone.localdate()
    row.save(update_fields=["over_on"])
    _note(by, participant, "consent.resistance_over", Act.ALTERATION)
    return row
