"""Whether somebody may hurt themselves after a meeting, and who was told."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow, Participant
from amends.foundation.lib.locking import LockedTextField


class SelfHarm(FileRow):
    """A judgement after a meeting: the danger can rise then (Wait 'til Eight section 5 para 9). The last one counts."""

    class Finding(models.TextChoices):
        """What was found."""

        NONE = "none", "Nothing points to it"
        RAISED = "raised", "The danger is raised"

    class Told(models.TextChoices):
        """Who was told of it."""

        WING = "wing", "Wing staff"
        SAFER_CUSTODY = "safer_custody", "Safer custody"
        OFFENDER_MANAGER = "offender_manager", "Offender manager"
        GP = "gp", "GP"
        FAMILY = "family", "Family"

    IN_PRISON = (Told.WING.value, Told.SAFER_CUSTODY.value)

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="self_harm")
    finding = models.CharField(max_length=6, choices=Finding.choices)
    in_custody = models.BooleanField()
    action = LockedTextField(blank=True)
    told = ArrayField(models.CharField(max_length=20, choices=Told.choices), default=list, blank=True)
    at = models.DateTimeField()
    judged_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    judged_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("action",)
        plain = (
            "service",
            "file",
            "participant",
            "finding",
            "in_custody",
            "told",
            "at",
            "judged_by",
            "judged_at",
        )

    class Meta:
        verbose_name = "judgement on self-harm"
        verbose_name_plural = "judgements on self-harm"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(finding="raised") | ~Q(action=""),
                name="raised_danger_says_what_is_done",
                violation_error_message="Say what is done about it.",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["participant", "-id"], name="latest_self_harm")]

    def __str__(self) -> str:
        return f"{self.finding} for participant {self.participant_id}"

    @property
    def is_open(self) -> bool:
        """Raised, and nobody who could do something has been told: in prison that is the wing or safer custody."""
        if self.finding != self.Finding.RAISED:
            return False
        return not (set(self.told) & set(self.IN_PRISON) if self.in_custody else self.told)
