"""Finding the envelope a letter goes into: the open one of that person at that address, or a new one."""

from django.db import transaction

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
    if message.to_participant:
        waiting = Envelope.objects.select_for_update(of=("self",)).filter(
            participant=message.to_participant,
            to_address=message.to_address,
            state=Envelope.State.WAITING,
            even_when_stopped=message.even_when_stopped,
        )
        found = waiting.first()
        if found:
            return found
    envelope = Envelope(**whom, opened_by=by)
    envelope.full_clean()
    envelope.save()
    return envelope
