"""What those who visit somebody must know before they go, and that they have read it."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow, Participant
from amends.foundation.lib.locking import LockedTextField


class VisitSummary(FileRow):
    """What is known about visits to one person. The next one takes its place; none is ever changed (EX-040)."""

    class Checked(models.TextChoices):
        """Where they were looked up (Wait 'til Eight section 5 para 7.1)."""

        PROBATION = "probation", "Probation"
        PRISON = "prison", "A prison"
        POLICE = "police", "Police (PNC)"

    class Result(models.TextChoices):
        """What that gave."""

        NOTHING = "no_concern", "No concern"
        CONCERN = "concern", "A concern"

    class Decision(models.TextChoices):
        """How they are visited then."""

        ONE = "one", "One facilitator at their home"
        TWO = "two", "Two facilitators at their home"
        ELSEWHERE = "elsewhere", "At a safer place"

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="visit_summaries")
    hazards = LockedTextField(blank=True, default="", help_text="At the address: dogs, stairs, no signal.")
    known = LockedTextField(blank=True, default="", help_text="Violence, weapons, drink or drugs.")
    advice = LockedTextField(help_text="In pairs, in a public place, with the police there.")
    checked_with = ArrayField(
        models.CharField(max_length=10, choices=Checked.choices), default=list, blank=True
    )
    checked_on = models.DateField(null=True, blank=True)
    result = models.CharField(max_length=10, choices=Result.choices, blank=True, default="")
    decision = models.CharField(max_length=10, choices=Decision.choices, blank=True, default="")
    decided_by = models.CharField(max_length=120, blank=True)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("hazards", "known", "advice", "decided_by")
        plain = (
            "service",
            "file",
            "participant",
            "checked_with",
            "checked_on",
            "result",
            "decision",
            "written_by",
            "written_at",
        )

    class Meta:
        verbose_name_plural = "visit summaries"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(result="") | Q(checked_on__isnull=False),
                name="checked_on_some_day",
                violation_error_message="Say when they were looked up.",
            ),
            models.CheckConstraint(
                condition=Q(decision="") | ~Q(decided_by=""),
                name="visit_decided_by_somebody",
                violation_error_message="Say who decided how they are visited.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["participant", "-id"], name="latest_visit_summary")]

    def __str__(self) -> str:
        return f"visit summary {self.pk}"


class VisitSummaryRead(FileRow):
    """One facilitator has read it."""

    summary = models.ForeignKey(VisitSummary, models.CASCADE, related_name="read")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        plain = "__all__"

    class Meta:
        verbose_name_plural = "readings of visit summaries"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["summary", "user"],
                name="visit_summary_read_once",
                violation_error_message="You have said so already.",
            )
        ]

    def __str__(self) -> str:
        return f"summary {self.summary_id} read by user {self.user_id}"
