"""The plan of a case from beginning to end: its steps with their days, and what it aims at."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.lifecycle import Milestone
from amends.foundation.case.models import CaseRow
from amends.foundation.lib.locking import LockedCharField


class PlanStep(CaseRow):
    """One step with its target day. The actual day is that of its milestone (Wait 'til Eight appendix 3E)."""

    milestone = models.CharField(max_length=40, choices=Milestone.choices)
    target_on = models.DateField()
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Privacy:
        retention = "case"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "milestone"],
                name="step_of_a_plan_once",
                violation_error_message="This step is in the plan already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.milestone} in the plan of case {self.case_id}"


class Aim(CaseRow):
    """What the work aims at. Without a row it is a meeting; the last row counts."""

    class What(models.TextChoices):
        """A meeting first; something else only for a reason."""

        MEETING = "meeting", "A meeting face to face"
        INDIRECT = "indirect", "Letters or messages"
        OTHER = "other", "Something else"

    aim = models.CharField(max_length=8, choices=What.choices)
    reason = LockedCharField(max_length=300, blank=True, help_text="Nothing that only one side may know.")
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("reason",)
        plain = ("service", "case", "aim", "set_by", "set_at")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(aim="meeting") | ~Q(reason=""),
                name="other_aim_has_a_reason",
                violation_error_message="Say why the aim is no longer a meeting.",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["case", "-id"], name="aims_of_a_case")]

    def __str__(self) -> str:
        return f"aim of case {self.case_id}"
