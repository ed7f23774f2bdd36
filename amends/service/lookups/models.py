"""Somebody's access to a partner's system, and each look-up made with it for a case."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from amends.foundation.access.models import Agency, Service, User
from amends.foundation.case.models import CaseRow
from amends.foundation.lib.locking import LockedCharField


class SystemAccess(models.Model):
    """Who of us may look into which system of a partner, under which agreement, until when (hub manual C1, C2)."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    system = models.CharField(max_length=80, help_text="Such as ATHENA or STORM.")
    worker = models.ForeignKey(User, models.PROTECT, related_name="+")
    agreement = models.CharField(max_length=160, help_text="The agreement with the partner that allows it.")
    granted_on = models.DateField()
    expires_on = models.DateField()

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        verbose_name_plural = "system accesses"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(expires_on__gte=F("granted_on")),
                name="system_access_ends_after_start",
                violation_error_message="Access cannot run out before it was given.",
            ),
            models.UniqueConstraint(
                fields=["agency", "system", "worker", "granted_on"],
                name="system_access_once_a_day",
                violation_error_message="This access is entered already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.system} of {self.agency}"


class LookUp(CaseRow):
    """One look into a partner's system for a case, and what for. What was found goes where it belongs, not here."""

    access = models.ForeignKey(SystemAccess, models.PROTECT, related_name="lookups")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    looked_on = models.DateField()
    purpose = LockedCharField(max_length=200)
    had_run_out = models.BooleanField(default=False, help_text="The access had run out by that day.")
    noted_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("purpose",)
        plain = ("service", "case", "access", "by", "looked_on", "had_run_out", "noted_at")

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["service", "-looked_on"], name="lookups_to_ask", condition=Q(had_run_out=True)
            )
        ]

    def __str__(self) -> str:
        return f"look-up {self.pk}"
