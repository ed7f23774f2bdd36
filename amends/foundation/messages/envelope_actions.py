"""Finding the envelope a letter goes into: the open one of that person at that address, or a new one."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from amends.foundation.access.models import User
from amends.foundation.messages.models import Envelope, Message


@transaction.atomic
def enclose(*, by: User, message: Message) -> Envelope:
    """The envelope that waits for this person at this address, opened when there is none; what is printed stays shut.

    Several papers for one person travel together, but what may go although a case has ended waits for nothing that may
    not. Papers for two people never do, and PostgreSQL refuses it.
    """
    whom = {
        "service": message.service,
        "case": message.case,
        "file": message.file,
        "participant": message.to_participant,
        "to_name": message.to_name,
        "to_address": message.to_address,
        "even_when_stopped": message.even_when_stopped,
    }
    if found := _waiting(message):
        return found
    envelope = Envelope(**whom, opened_by=by)
    try:
        with transaction.atomic():
            envelope.full_clean()
            envelope.save()
    except (IntegrityError, ValidationError):  # somebody else opened it at the same moment
        if found := _waiting(message):
            return found
        raise
    return envelope


def _waiting(message: Message) -> Envelope | None:
    if not message.to_participant:
        return None
    rows = Envelope.objects.select_for_update(of=("self",)).filter(
        participant=message.to_participant,
        to_address=message.to_address,
        state=Envelope.State.WAITING,
        even_when_stopped=message.even_when_stopped,
    )
    return rows.first()
