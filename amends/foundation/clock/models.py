"""Every running time limit and task: what started it, when it is due, who has it, what stopped it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from amends.foundation.access.models import Agency, Service, User
from amends.foundation.case.models import Case, CaseFile
from amends.foundation.lib.locking import LockedCharField


class AnnouncedHoliday(models.Model):
    """A bank holiday of England and Wales that somebody has entered because it was announced later."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+", help_text="Who entered it.")
    day = models.DateField(unique=True, error_messages={"unique": "This day is entered already."})
    words = models.CharField(max_length=120)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "service"
        plain = "__all__"

    def __str__(self) -> str:
        return f"{self.words} on {self.day}"


class Clock(models.Model):
    """One limit or task that is running, paused or done. Definitions are in policy/clocks.

    A clock with a case belongs to those who may see the case; with a file, to those who may open that file; with an
    owner, to the owner as well (a referrer answering a question).
    """

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.CASCADE, null=True, blank=True, related_name="clocks")
    file = models.ForeignKey(CaseFile, models.CASCADE, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=60, help_text="The key of its definition in policy/clocks.")
    subject = models.CharField(max_length=80, help_text="The row it is about, as model:key.")
    title = models.CharField(max_length=160, help_text="What is to be done, without names of people.")
    reference = models.CharField(
        max_length=20, blank=True, help_text="The case or referral number shown in lists."
    )
    link = models.CharField(max_length=200, blank=True, help_text="The page on which it is done.")
    role = models.CharField(max_length=40, blank=True, help_text="The role that has it when nobody is named.")
    owner = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="clocks")
    waiting_for = models.CharField(max_length=120, blank=True, help_text="Somebody outside on whom it waits.")
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The body on which it waits.",
    )
    started_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    is_set_by_hand = models.BooleanField(
        default=False, help_text="People agreed the day, so that no calendar moves it."
    )
    own_limit = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Where the rules of the service set another than policy/clocks."
    )
    own_unit = models.CharField(max_length=12, blank=True, default="", help_text="What that limit counts.")
    remind_at = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    paused_because = LockedCharField(max_length=160, blank=True)
    pauses = models.JSONField(default=list, blank=True, help_text="Past pauses, as pairs of dates.")
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    ended = models.CharField(
        max_length=10, blank=True, choices=[("met", "Met"), ("late", "Late"), ("dropped", "Dropped")]
    )
    late_reason = LockedCharField(max_length=300, blank=True)

    class Privacy:
        retention = "case"
        personal = ("late_reason", "paused_because")
        plain = (
            "service",
            "case",
            "file",
            "name",
            "subject",
            "title",
            "reference",
            "link",
            "role",
            "owner",
            "waiting_for",
            "agency",
            "started_at",
            "due_at",
            "is_set_by_hand",
            "own_limit",
            "own_unit",
            "remind_at",
            "paused_at",
            "pauses",
            "stopped_at",
            "stopped_by",
            "ended",
        )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subject", "name"],
                condition=Q(stopped_at__isnull=True),
                name="one_running_clock",
                violation_error_message="This clock is already running.",
            ),
            models.CheckConstraint(
                condition=Q(due_at__isnull=True) | Q(due_at__gte=F("started_at")),
                name="clock_due_after_start",
                violation_error_message="A limit cannot be due before it starts.",
            ),
            models.CheckConstraint(
                condition=(Q(stopped_at__isnull=True) & Q(ended=""))
                | (Q(stopped_at__isnull=False) & ~Q(ended="")),
                name="clock_stopped_with_result",
                violation_error_message="A stopped clock says whether it was met, late or dropped.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["service", "role", "due_at"],
                name="worklist_of_a_role",
                condition=Q(stopped_at__isnull=True),
            ),
            models.Index(
                fields=["owner", "due_at"], name="worklist_of_a_person", condition=Q(stopped_at__isnull=True)
            ),
            models.Index(fields=["case", "started_at"], name="clocks_of_a_case"),
            models.Index(fields=["subject", "name"], name="clocks_of_a_row"),
            models.Index(fields=["service", "name", "stopped_at"], name="timeliness_of_a_clock"),
            models.Index(
                fields=["service", "stopped_at"],
                name="late_without_reason",
                condition=Q(ended="late", late_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} of {self.subject}"
