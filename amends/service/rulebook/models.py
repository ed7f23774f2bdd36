"""The versions of its rules that a service has made for itself."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import Service, User


class ProfileVersion(models.Model):
    """One version of a profile as this service has it. Once somebody else has agreed it is never changed again."""

    class State(models.TextChoices):
        """From being written to being in force."""

        DRAFT = "draft", "Being written"
        ASKED = "asked", "Waiting for somebody else to agree"
        APPROVED = "approved", "Agreed"
        REFUSED = "refused", "Not agreed"
        DISCARDED = "discarded", "Thrown away"

    service = models.ForeignKey(Service, models.PROTECT, related_name="profile_versions")
    base = models.CharField(max_length=60, help_text="The profile of the policy folder that it is made from.")
    name = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField()
    text = models.TextField(help_text="The whole profile as YAML, read by the same loader as the folder.")
    before = models.TextField(help_text="What held when it was begun, to show the differences.")
    reason = models.TextField(blank=True)
    effective_from = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["service", "name", "version"],
                name="profile_version_once",
                violation_error_message="There is already a version of this number.",
            ),
            models.UniqueConstraint(
                fields=["service", "base"],
                condition=Q(state__in=["draft", "asked"]),
                name="one_version_in_work",
                violation_error_message="Another version of these rules is being written or waits for agreement.",
            ),
            models.UniqueConstraint(
                fields=["service", "base", "effective_from"],
                condition=Q(state="approved"),
                name="one_version_from_a_day",
                violation_error_message="Another version begins on this day.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "discarded"])
                | (Q(effective_from__isnull=False) & ~Q(reason="")),
                name="version_has_reason_and_day",
                violation_error_message="Say why the rules change, and from which day.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "refused"])
                | (
                    Q(decided_by__isnull=False, decided_at__isnull=False) & ~Q(decided_by=models.F("made_by"))
                ),
                name="version_decided_by_another",
                violation_error_message="Somebody else has to agree, not the person who made it.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["service", "base", "-effective_from"], name="versions_of_a_service")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"

    @property
    def subject(self) -> str:
        """How approvals and the trail call it."""
        return f"profile_version:{self.pk}"

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT
