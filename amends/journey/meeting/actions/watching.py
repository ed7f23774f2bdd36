"""Filming a meeting, and observers: only under a protocol, and with the signed consent of everybody there (W8-285)."""

from django.db import transaction

from amends.foundation.access.models import User
from amends.foundation.lib.refusal import Refused
from amends.journey.meeting.actions.planning import lock, note
from amends.journey.meeting.models import Meeting
from amends.journey.meeting.rules.planning import WATCHED, check_everybody_signed


@transaction.atomic
def film(*, by: User, meeting: Meeting, protocol: str) -> Meeting:
    """Switch filming on under a protocol. Raises Refused, naming everybody whose signed consent is missing."""
    locked = lock(by, meeting)
    if not protocol.strip():
        raise Refused("Say under which protocol it is filmed.", source=WATCHED, field="protocol")
    check_everybody_signed(locked, "recording")
    locked.filmed_under = protocol.strip()
    locked.full_clean(exclude=["case"])
    locked.save(update_fields=["filmed_under"])
    note(by, locked, "filming_on")
    return locked


@transaction.atomic
def stop_filming(*, by: User, meeting: Meeting) -> Meeting:
    """Switch it off again."""
    locked = lock(by, meeting)
    locked.filmed_under = ""
    locked.save(update_fields=["filmed_under"])
    note(by, locked, "filming_off")
    return locked
