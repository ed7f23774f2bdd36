"""A recorded message that was shown once more."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow
from amends.foundation.lib.locking import LockedCharField
from amends.journey.indirect.models.offer import Offer


class Viewing(FileRow):
    """Each time after the first, which stands with the offer; each time it comes back the same day (W8-186)."""

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="viewings")
    shown_on = models.DateField()
    shown_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    present = LockedCharField(max_length=200, blank=True, help_text="Who was with them.")
    back_on = models.DateField(null=True, blank=True)
    back_where = LockedCharField(max_length=120, blank=True, help_text="Where it is now, or deleted.")

    class Privacy:
        retention = "case"
        personal = ("present", "back_where")
        plain = ("service", "file", "offer", "shown_on", "shown_by", "back_on")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["offer"],
                condition=Q(back_on__isnull=True),
                name="recording_is_out_once",
                violation_error_message="It has to come back before it is shown again.",
            ),
            models.CheckConstraint(
                condition=Q(back_on__isnull=True) | ~Q(back_where=""),
                name="viewing_back_says_where",
                violation_error_message="Say where it is now.",
            ),
        ]

    def __str__(self) -> str:
        return f"viewing of offer {self.offer_id}"
