"""What somebody who was found unsuitable was told, and when to look at it again."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow
from amends.foundation.lib.locking import LockedTextField
from amends.journey.suitability.models.judgement import Judgement


class Told(FileRow):
    """They were told why it is not right for now and what could be worked on (W8-122)."""

    class Route(models.TextChoices):
        """Who told them."""

        DIRECT = "direct", "We told them ourselves"
        OFFENDER_MANAGER = "offender_manager", "Through their offender manager"

    judgement = models.OneToOneField(Judgement, models.CASCADE, related_name="told")
    given_on = models.DateField()
    route = models.CharField(max_length=20, choices=Route.choices)
    to_work_on = LockedTextField(help_text="What could be worked on.")
    reconsider_after = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("to_work_on",)
        plain = (
            "service",
            "file",
            "judgement",
            "given_on",
            "route",
            "reconsider_after",
            "recorded_by",
            "recorded_at",
        )

    class Meta:
        verbose_name_plural = "told"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(to_work_on=""),
                name="told_what_to_work_on",
                violation_error_message="Say what could be worked on.",
            ),
            models.CheckConstraint(
                condition=models.Q(reconsider_after__isnull=True)
                | models.Q(reconsider_after__gt=models.F("given_on")),
                name="reconsidered_after_being_told",
                violation_error_message="The day to look again comes after the day they were told.",
            ),
        ]

    def __str__(self) -> str:
        return f"told after judgement {self.judgement_id}"
