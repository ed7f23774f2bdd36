"""What is kept of a letter until it is posted, so that nobody has to log it by hand afterwards."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from amends.foundation.case.models import FileRow, Participant
from amends.foundation.lib.locking import LockedCharField
from amends.foundation.messages.models import Message
from amends.journey.contact.models import Contact


class Written(FileRow):
    """A letter on its way into the contact log: what for, why no call came first, and how long it took."""

    message = models.OneToOneField(Message, models.CASCADE, related_name="written")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=10, choices=Contact.Purpose.choices, blank=True)
    why_not_call = LockedCharField(max_length=200, blank=True)
    minutes = models.PositiveSmallIntegerField()
    contact = models.OneToOneField(
        Contact, models.SET_NULL, null=True, blank=True, related_name="+", help_text="Once it was posted."
    )

    class Privacy:
        retention = "case"
        personal = ("why_not_call",)
        plain = ("service", "file", "message", "participant", "purpose", "minutes", "contact")

    class Meta:
        verbose_name_plural = "written"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(minutes__gt=0),
                name="writing_takes_time",
                violation_error_message="Say how long it took.",
            )
        ]

    def __str__(self) -> str:
        return f"letter of message {self.message_id}"
