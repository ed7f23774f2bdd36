"""How each person is kept safe in an exchange, and what happened all the same."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow, Participant
from amends.foundation.lib.locking import LockedTextField


class SafetyPlan(FileRow):
    """The plan of one person, supporters too: risks, controls, a way out, and a signature of somebody else."""

    participant = models.OneToOneField(Participant, models.CASCADE, related_name="safety_plan")
    risks = LockedTextField()
    controls = LockedTextField()
    way_out = LockedTextField(help_text="How they can have a break or leave, and who goes with them.")
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(db_default=Now())
    signed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        retention = "case"
        personal = ("risks", "controls", "way_out")
        plain = ("service", "file", "participant", "written_by", "written_at", "signed_by", "signed_at")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, signed_by__isnull=True)
                | Q(signed_at__isnull=False, signed_by__isnull=False),
                name="plan_signed_by_somebody",
                violation_error_message="Say who signed the plan and when.",
            ),
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True) | ~Q(signed_by=F("written_by")),
                name="plan_signed_by_somebody_else",
                violation_error_message="Somebody else has to sign it, not whoever wrote it.",
            ),
        ]

    def __str__(self) -> str:
        return f"safety plan of participant {self.participant_id}"

    @property
    def is_complete(self) -> bool:
        """Whether it may be relied on."""
        return self.signed_at is not None


class Incident(FileRow):
    """Something that went wrong, against the plan it should have been prevented by."""

    plan = models.ForeignKey(SafetyPlan, models.CASCADE, related_name="incidents")
    at = models.DateTimeField()
    what = LockedTextField()
    action = LockedTextField(help_text="What was done.")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("what", "action")
        plain = ("service", "file", "plan", "at", "recorded_by", "recorded_at")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(at__lte=F("recorded_at")),
                name="incident_has_happened",
                violation_error_message="This has not happened yet.",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["plan", "at"], name="incidents_of_a_plan")]

    def __str__(self) -> str:
        return f"incident {self.pk}"
