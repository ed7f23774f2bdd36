"""Oversight that is due for somebody at MAPPA level 1; restorative justice can be discussed in the same meeting."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow
from amends.journey.disclosure.models.mappa import Mappa


class LevelOneOversight(FileRow):
    """One oversight under the level 1 and Touchpoints arrangements (HMPPS framework 6.25).

    Where restorative justice was discussed in the same meeting, its day is the day of that oversight as well.
    """

    mappa = models.ForeignKey(Mappa, models.CASCADE, related_name="oversights")
    due_on = models.DateField()
    held_on = models.DateField(null=True, blank=True)
    rj_discussed = models.BooleanField(null=True, blank=True)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["mappa"],
                condition=Q(held_on__isnull=True),
                name="one_level_one_oversight_ahead",
                violation_error_message="The next one is planned already.",
            ),
            models.CheckConstraint(
                condition=Q(held_on__isnull=True, rj_discussed__isnull=True)
                | Q(held_on__isnull=False, rj_discussed__isnull=False),
                name="level_one_oversight_says_whether_discussed",
                violation_error_message="Say whether restorative justice was discussed.",
            ),
        ]

    def __str__(self) -> str:
        return f"level 1 oversight {self.pk}"

    @property
    def subject(self) -> str:
        """How its clock and the trail call it."""
        return f"leveloneoversight:{self.pk}"
