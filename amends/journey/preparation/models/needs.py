"""What somebody needs in order to take part."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow, Participant


class Need(FileRow):
    """Something a person needs in order to take part, planned and then met."""

    class Kind(models.TextChoices):
        """What sort of need."""

        ACCESS = "access", "Getting in and about"
        HEARING_SEEING = "hearing_seeing", "Hearing or seeing"
        LANGUAGE = "language", "Language or interpreter"
        READING = "reading", "Reading and writing"
        HEALTH = "health", "Health, also of the mind"
        CHILDCARE = "childcare", "Childcare or care of others"
        TRAVEL = "travel", "Travel or money"
        FAITH = "faith", "Faith or culture"
        SUPPORT = "support", "Somebody beside them"
        OTHER = "other", "Something else"

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="needs")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    words = models.CharField(max_length=300)
    planned = models.CharField(max_length=300, blank=True)
    met_on = models.DateField(null=True, blank=True)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("kind", "words", "planned")
        counted = ("kind",)
        plain = ("service", "file", "participant", "met_on", "added_by", "added_at")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(met_on__isnull=True) | ~Q(planned=""),
                name="met_need_says_how",
                violation_error_message="Say how the need was met.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of participant {self.participant_id}"
