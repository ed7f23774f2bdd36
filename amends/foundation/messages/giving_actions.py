"""Giving somebody a paper that is made: into the print queue, or noted as handed over or read out."""

from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Participant
from amends.foundation.documents.actions import give_copy
from amends.foundation.documents.models import Document
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import queue_message
from amends.foundation.messages.giving_rules import QUEUE, check_not_waiting, who_may_get
from amends.foundation.messages.models import Message
from amends.foundation.messages.outgoing import Contents


@transaction.atomic
def give(
    *, by: User, document: Document, participant: Participant, how: str, on: date | None = None
) -> Message | None:
    """Put a paper into the print queue (`how` is "queue"), or note a copy given `on` a day (today when not said).

    Refuses a paper of somebody else, and into the queue what their card or a stop forbids; that something was handed over
    or read out is a fact, and is noted as one. Gives the waiting letter, or None.
    """
    check_may(by, Permission.CONTACT_LOG, document.service_id)
    if participant.pk not in {person.pk for person in who_may_get(by, document)}:
        raise Refused("This document belongs to somebody else's file.", field="participant")
    if how == QUEUE:
        check_not_waiting(document, participant)
        return queue_message(
            by=by, channel=Message.Channel.LETTER, to=participant, contents=Contents(document=document)
        )
    give_copy(by=by, document=document, how=how, participant=participant, at=_moment(on))
    return None


def _moment(on: date | None) -> datetime | None:
    """Midday of an earlier day; now for today."""
    if on is None or on >= timezone.localdate():
        return None
    return timezone.make_aware(datetime.combine(on, time(12)))
