"""What a letter or message did for whoever it reached."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow
from amends.foundation.lib.locking import LockedCharField
from amends.journey.indirect.models.exchange import Exchange


class Effect(FileRow):
    """In the recipient's file, because it says how they took it: the sender hears only what is told back (W8-290)."""

    class Worked(models.TextChoices):
        """Whether it did some good."""

        YES = "yes", "Yes"
        PARTLY = "partly", "In part"
        NO = "no", "No"
        UNKNOWN = "unknown", "Not known"

    exchange = models.OneToOneField(Exchange, models.CASCADE, related_name="effect")
    worked = models.CharField(max_length=10, choices=Worked.choices)
    how_known = LockedCharField(max_length=300)
    view = LockedCharField(max_length=300, blank=True, help_text="What they say of it themselves.")
    learning = LockedCharField(max_length=300, blank=True, help_text="What the facilitators take from it.")
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("how_known", "view", "learning")
        plain = ("service", "file", "exchange", "worked", "noted_by", "noted_at")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(worked="") & ~Q(how_known=""),
                name="effect_says_how_known",
                violation_error_message="Say whether it did some good, and how you know.",
            )
        ]

    def __str__(self) -> str:
        return f"effect of exchange {self.exchange_id}"
