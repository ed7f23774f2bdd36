"""The doors to a message and to an envelope: a stranger gets the same 404 as for a wrong number."""

from django.http import Http404

from amends.foundation.access.models import User
from amends.foundation.messages.models import Envelope, Message
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act


def open_message(user: User, message_id: int) -> Message:
    """The message, if the user may read it. Raises Http404 otherwise."""
    rows = Message.objects.visible_to(user).select_related(
        "service", "case", "file", "document", "to_participant"
    )
    message = rows.filter(pk=message_id).first()
    if message is None:
        raise Http404
    return message


def open_envelope(user: User, envelope_id: int, *, why: str = "envelope.looked_at") -> Envelope:
    """The envelope, if the user may know of it; the look is logged. Raises Http404 otherwise."""
    rows = Envelope.objects.visible_to(user).select_related(
        "service", "case", "file", "participant", "printed_by", "ended_by"
    )
    envelope = rows.filter(pk=envelope_id).first()
    if envelope is None:
        raise Http404
    record(
        by=user,
        act=Act.CONSULTATION if why == "envelope.looked_at" else Act.DISCLOSURE,
        what=why,
        case=envelope.case,
        file=envelope.file,
        service_id=envelope.service_id,
        subject=f"envelope:{envelope.pk}",
    )
    return envelope
