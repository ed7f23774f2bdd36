"""A letter that was posted is a contact: it is noted in the same moment."""

from typing import Any

from django.dispatch import receiver

from amends.foundation.access.models import User
from amends.foundation.messages.models import Message
from amends.foundation.messages.signals import letter_posted
from amends.journey.writing.actions import note_posted


@receiver(letter_posted, sender=Message, dispatch_uid="writing.letter_posted")
def somebody_was_written_to(message: Message, by: User, **kwargs: Any) -> None:
    """Into the contact log of whoever wrote it."""
    note_posted(by=by, message=message)
