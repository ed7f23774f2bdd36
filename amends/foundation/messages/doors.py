"""The door to a message that waits or went out: a stranger gets the same 404 as for a wrong number."""

from django.http import Http404

from amends.foundation.access.models import User
from amends.foundation.messages.models import Message


def open_message(user: User, message_id: int) -> Message:
    """The message, if the user may read it. Raises Http404 otherwise."""
    rows = Message.objects.visible_to(user).select_related(
        "service", "case", "file", "document", "to_participant"
    )
    message = rows.filter(pk=message_id).first()
    if message is None:
        raise Http404
    return message
