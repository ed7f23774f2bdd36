"""A partner's caseload as a file: how it is read, and how far the reading has come."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import Agency, Service, User
from amends.foundation.case.models import Side

LARGEST = 40 * 1024 * 1024


class Extract(models.Model):
    """One file of possible cases. Its rows are people of one side, and are never joined to the other's."""

    class State(models.TextChoices):
        """How far it has come."""

        UPLOADED = "uploaded", "Waiting for its columns"
        WAITING = "waiting", "Waiting to be read"
        READING = "reading", "Being read"
        DONE = "done", "Read"
        FAILED = "failed", "Could not be read"

    class Holds(models.TextChoices):
        """Whether it counts those who are there, or those who came in a while (W8 s3 para 3.2)."""

        STANDING = "standing", "Everybody on the caseload on one day"
        INCOMING = "incoming", "Those who came in during some months"

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    side = models.CharField(
        max_length=12, choices=[(s.value, s.label) for s in (Side.RESPONSIBLE, Side.HARMED)]
    )
    holds = models.CharField(max_length=10, choices=Holds.choices, default=Holds.STANDING)
    months = models.PositiveSmallIntegerField(null=True, blank=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=4, choices=[("csv", "CSV"), ("xlsx", "Excel")])
    encoding = models.CharField(max_length=12, blank=True)
    delimiter = models.CharField(max_length=1, blank=True)
    headings = models.JSONField(default=list, blank=True)
    columns = models.JSONField(default=dict, blank=True)
    words = models.JSONField(default=dict, blank=True)
    criteria = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.UPLOADED)
    problem = models.CharField(max_length=400, blank=True)
    profile = models.CharField(max_length=60, blank=True)
    profile_version = models.PositiveIntegerField(null=True, blank=True)
    rows_read = models.PositiveIntegerField(default=0)
    rows_total = models.PositiveIntegerField(default=0, help_text="An estimate until it has been read.")
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(db_default=Now())
    started_at = models.DateTimeField(null=True, blank=True, help_text="When it was handed to the worker.")
    done_at = models.DateTimeField(null=True, blank=True)
    file_until = models.DateField(help_text="The file itself is deleted after this day.")
    file_deleted_at = models.DateTimeField(null=True, blank=True)
    sha256 = models.CharField(max_length=64)

    class Privacy:
        retention = "referral"
        personal = ("words", "problem")  # they quote cells
        plain = (
            *(
                "service",
                "agency",
                "side",
                "holds",
                "months",
                "name",
                "kind",
                "encoding",
                "delimiter",
                "headings",
            ),
            *("columns", "criteria", "state", "profile", "profile_version", "rows_read", "rows_total"),
            *(
                "uploaded_by",
                "uploaded_at",
                "started_at",
                "done_at",
                "file_until",
                "file_deleted_at",
                "sha256",
            ),
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(side__in=["harmed", "responsible"]),
                name="extract_of_one_side",
                violation_error_message="Say whether these are people harmed or people responsible.",
            ),
            models.CheckConstraint(
                condition=Q(holds="standing", months__isnull=True)
                | Q(holds="incoming", months__range=(1, 24)),
                name="incoming_extract_has_months",
                violation_error_message="Say how many months the file covers, from 1 to 24.",
            ),
            models.CheckConstraint(
                condition=~Q(state="failed") | ~Q(problem=""),
                name="failed_extract_says_why",
                violation_error_message="Say why the file could not be read.",
            ),
            models.UniqueConstraint(fields=["id", "service", "side"], name="extract_of_service_and_side"),
        ]
        indexes: ClassVar = [models.Index(fields=["service", "-id"], name="extracts_newest_first")]

    def __str__(self) -> str:
        return f"extract {self.pk}"

    @property
    def is_under_way(self) -> bool:
        """Whether the worker still has it."""
        return self.state in {self.State.WAITING, self.State.READING}
