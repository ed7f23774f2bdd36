"""Steps that were passed over, parts of the record that do not apply, and what the evaluator has been sent."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import Service, User
from amends.foundation.case.models import CaseRow
from amends.foundation.lib.locking import LockedTextField


class Skipped(CaseRow):
    """A step that was passed over, and why (Essex manual, process). Only those who see the whole service read it."""

    step = models.CharField(max_length=20, help_text="A step of policy/paths.yaml.")
    towards = models.CharField(max_length=20, help_text="The step that was gone on to.")
    why = LockedTextField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("why",)
        plain = ("service", "case", "step", "towards", "by", "at")

    class Meta:
        verbose_name_plural = "steps passed over"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "step"],
                name="step_passed_over_once",
                violation_error_message="This step has been passed over already.",
            ),
            models.CheckConstraint(
                condition=~Q(why=""),
                name="step_passed_over_for_a_reason",
                violation_error_message="Say why this step is passed over.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step} passed over in case {self.case_id}"


class NotApplicable(CaseRow):
    """A part of the office's record that this case does not have, and why (Wait 'til Eight s7 para 7.1)."""

    part = models.CharField(max_length=30)
    why = LockedTextField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("why",)
        plain = ("service", "case", "part", "by", "at")

    class Meta:
        verbose_name_plural = "parts that do not apply"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "part"],
                name="part_marked_once",
                violation_error_message="This part is marked already.",
            ),
            models.CheckConstraint(
                condition=~Q(why=""),
                name="part_marked_for_a_reason",
                violation_error_message="Say why this part does not apply.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part} of case {self.case_id}"


class Forwarding(models.Model):
    """The register as it was sent to the evaluator once, with the fields agreed (Wait 'til Eight table 4)."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    agreement = models.CharField(max_length=160, help_text="The agreement it rests on, by title and version.")
    fields = models.JSONField(help_text="The agreed fields, by key.")
    rows = models.PositiveIntegerField()
    sent_to = models.EmailField(
        blank=True, default="", help_text="The address it was sent to; empty when the file was taken by hand."
    )

    class Privacy:
        retention = "service"
        personal = ("sent_to",)
        plain = ("service", "at", "by", "agreement", "fields", "rows")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["service", "-at"], name="forwardings_of_a_service")]

    def __str__(self) -> str:
        return f"register sent {self.pk}"


class ForwardingPlan(models.Model):
    """To which address the register goes by itself, and on which days (Wait 'til Eight table 4)."""

    class Every(models.IntegerChoices):
        """How often, in months."""

        MONTH = 1, "Every month"
        QUARTER = 3, "Every three months"
        HALF_YEAR = 6, "Every six months"
        YEAR = 12, "Every year"

    service = models.OneToOneField(Service, models.PROTECT, related_name="+")
    address = models.EmailField(help_text="At a secure domain.")
    every_months = models.PositiveSmallIntegerField(choices=Every.choices)
    next_on = models.DateField(help_text="The day on which it goes next.")
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Privacy:
        retention = "service"
        personal = ("address",)
        plain = ("service", "every_months", "next_on", "set_by")

    def __str__(self) -> str:
        return f"register of service {self.service_id} to the evaluator"
