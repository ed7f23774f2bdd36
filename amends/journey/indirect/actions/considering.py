"""Talking about another way with somebody, when a meeting is not for now."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Participant
from amends.foundation.case.rules import check_is_live
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.indirect.models import Considered


@transaction.atomic
def consider(
    *, by: User, participant: Participant, way: str, trigger: str, answer: str, on: date, words: str = ""
) -> Considered:
    """Note what somebody said to another way. After a stop nobody is asked any more (KM-029)."""
    check_may(by, Permission.MESSAGE_CARRY, participant.service_id)
    check_is_live(participant.case)
    if on > timezone.localdate():
        raise Refused("This day has not come yet.", field="on")
    row = Considered(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        way=way,
        trigger=trigger,
        answer=answer,
        on=on,
        words=words,
        noted_by=by,
    )
    row.full_clean()
    row.save()
    record(
        by=by,
        act=Act.COLLECTION,
        what="message.way_considered",
        file=participant.file,
        subject=f"participant:{participant.pk}",
    )
    return row
