"""The periods a service keeps its records for, what may not go yet, what has gone, and who has read the schedule."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from amends.foundation.access.models import Service, User
from amends.foundation.approval.models import Approval

LONGEST = 100


class ServiceRow(models.Model):
    """Base of every table here: rows belong to the service, not to a case, so that they outlive it."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Period(ServiceRow):
    """A period this service has set for one kind of record; the latest one holds (Wait 'til Eight s4 para 3)."""

    kind = models.CharField(max_length=20, help_text="A kind in policy/retention.yaml.")
    years = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=300)
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(years__range=(1, LONGEST)),
                name="retention_period_in_years",
                violation_error_message="Keep records for between 1 and 100 years.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="retention_period_has_a_reason",
                violation_error_message="Say where the period comes from.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["service", "kind", "-id"], name="latest_period_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.years} years"


class Record(ServiceRow):
    """Base of what names one case or referral. No foreign key: the same table names both, by kind and key."""

    kind = models.CharField(max_length=20)
    row_id = models.BigIntegerField()
    number = models.CharField(max_length=20)

    class Meta:
        abstract = True


class Hold(Record):
    """A record that must not go although its time is over: a claim, an inspection, a request by the person."""

    reason = models.CharField(max_length=300)
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    ended_because = models.CharField(max_length=300, blank=True)

    class Privacy:
        retention = "service"
        personal = ("reason", "ended_because")
        plain = ("service", "kind", "row_id", "number", "set_by", "set_at", "ended_at", "ended_by")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "row_id"],
                condition=Q(ended_at__isnull=True),
                name="one_open_hold",
                violation_error_message="This record is held already.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="hold_has_a_reason",
                violation_error_message="Say why it must be kept.",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(ended_because=""),
                name="hold_ends_by_somebody_for_a_reason",
                violation_error_message="Say why it need not be held any longer.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} held"


class Disposal(Record):
    """One record that is to be erased, or has been. This row is the certificate; it holds nothing about a person."""

    over_on = models.DateField(help_text="The day it was closed or decided.")
    due_on = models.DateField()
    years = models.PositiveSmallIntegerField(help_text="The period that held when it was proposed.")
    approval = models.OneToOneField(Approval, models.PROTECT, null=True, blank=True, related_name="+")
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(db_default=Now())
    erased_at = models.DateTimeField(null=True, blank=True)
    erased_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    rows = models.PositiveIntegerField(null=True, blank=True, help_text="How many rows were written over.")

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "row_id"],
                name="disposed_of_once",
                violation_error_message="This record has been proposed already.",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gt=F("over_on")),
                name="disposal_due_after_the_end",
                violation_error_message="A record is due some time after it was over.",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True)
                | Q(approval__isnull=False, erased_by__isnull=False, rows__isnull=False),
                name="erased_with_approval",
                violation_error_message="Nothing is erased that somebody else has not agreed to.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["service", "-id"], name="disposals_of_a_service")]

    def __str__(self) -> str:
        return f"{self.number}: {'erased' if self.erased_at else 'to be erased'}"


class Reading(ServiceRow):
    """Somebody on the staff says that they have read how long records are kept."""

    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.CharField(
        max_length=20, help_text="The schedule they read: its version and the last change."
    )
    read_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["service", "user", "version"],
                name="read_once",
                violation_error_message="You have said so already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} has read {self.version}"
