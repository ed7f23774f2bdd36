"""What others have to do with a promise: a body that runs it, the sentence plan, and the host's running record.

All three belong to the file of whoever promised: what somebody is treated for is not the other side's to know.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow
from amends.foundation.lib.locking import LockedCharField
from amends.journey.agreement.models.point import Point


class Onward(FileRow):
    """Another body runs what was promised, and its time is never ours: only whether it was done is asked (SS-016)."""

    class Result(models.TextChoices):
        """What came of it in the end."""

        COMPLETED = "completed", "Completed"
        PART = "part", "Completed in part"
        NOT_COMPLETED = "not_completed", "Begun and not completed"
        NOT_TAKEN = "not_taken", "Never begun"

    point = models.ForeignKey(Point, models.CASCADE, related_name="onward")
    body = models.CharField(max_length=120, help_text="Who runs it.")
    activity = models.CharField(max_length=200)
    agreed_on = models.DateField(help_text="When they agreed to be referred.")
    sent_on = models.DateField()
    accepted = models.BooleanField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    result = models.CharField(max_length=14, choices=Result.choices, blank=True, default="")
    result_on = models.DateField(null=True, blank=True)
    result_words = LockedCharField(max_length=300, blank=True, default="")
    sessions = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Held by that body. They are in no figure of ours."
    )
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("body", "activity", "result_words")
        plain = (
            "service",
            "file",
            "point",
            "agreed_on",
            "sent_on",
            "accepted",
            "answered_on",
            "result",
            "result_on",
            "sessions",
            "noted_by",
            "noted_at",
        )

    class Meta:
        verbose_name_plural = "onward referrals"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["point"],
                condition=Q(result=""),
                name="one_open_onward_referral",
                violation_error_message="This is with another body already. Say first what came of that.",
            ),
            models.CheckConstraint(
                condition=Q(sent_on__gte=F("agreed_on")),
                name="onward_after_they_agreed",
                violation_error_message="They agree first; then it is sent.",
            ),
            models.CheckConstraint(
                condition=Q(accepted__isnull=True, answered_on__isnull=True)
                | Q(accepted__isnull=False, answered_on__isnull=False),
                name="onward_answer_has_a_day",
                violation_error_message="Say whether it was accepted, and when you heard.",
            ),
            models.CheckConstraint(
                condition=Q(result="", result_on__isnull=True) | (~Q(result="") & Q(result_on__isnull=False)),
                name="onward_result_has_a_day",
                violation_error_message="Say what came of it, and when.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["point", "-id"], name="onward_of_a_point")]

    def __str__(self) -> str:
        return f"onward referral {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether nobody knows yet what came of it."""
        return not self.result


class PlanEntry(FileRow):
    """A promise as it stands in the sentence or supervision plan, with the same standing as the meeting (W8-378)."""

    class Section(models.IntegerChoices):
        """The sections of the plan that it gives evidence for (section 8 para 7.1)."""

        THREE = 3, "Section 3"
        FOUR = 4, "Section 4"
        SIX = 6, "Section 6"
        NINE = 9, "Section 9"

    point = models.OneToOneField(Point, models.CASCADE, related_name="plan_entry")
    objective = LockedCharField(max_length=300)
    sections = ArrayField(models.PositiveSmallIntegerField(choices=Section.choices), default=list, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    linked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    linked_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("objective",)
        plain = ("service", "file", "point", "sections", "reviewed_on", "linked_by", "linked_at")

    class Meta:
        verbose_name_plural = "plan entries"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(objective=""),
                name="plan_entry_has_an_objective",
                violation_error_message="Say which objective of the plan it belongs to.",
            )
        ]

    def __str__(self) -> str:
        return f"plan entry of point {self.point_id}"


class RunningEntry(FileRow):
    """A line for the host's running record, dated on the day by which something is to be done (W8-356)."""

    point = models.ForeignKey(Point, models.CASCADE, related_name="running_entries")
    on = models.DateField()
    words = LockedCharField(max_length=500, help_text="Nothing of the person harmed.")
    posted_on = models.DateField(null=True, blank=True)
    posted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Privacy:
        retention = "case"
        personal = ("words",)
        plain = ("service", "file", "point", "on", "posted_on", "posted_by")

    class Meta:
        verbose_name_plural = "running entries"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["point", "on"],
                name="one_running_entry_a_day",
                violation_error_message="There is a line for this day already.",
            ),
            models.CheckConstraint(
                condition=Q(posted_on__isnull=True, posted_by__isnull=True)
                | Q(posted_on__isnull=False, posted_by__isnull=False),
                name="running_entry_posted_by_somebody",
                violation_error_message="Say who put it into the record, and when.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["service", "on"], name="running_entries_to_post", condition=Q(posted_on__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"running entry of point {self.point_id} on {self.on}"
