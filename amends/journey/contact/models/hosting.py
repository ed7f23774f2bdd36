"""Who enters what into the host's own record, and whether it is right there (Wait 'til Eight section 8 para 3)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from amends.foundation.access.models import Service, User


class HostAccess(models.Model):
    """Whether somebody can type into the host's record themselves, and who does it for them if not."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    direct = models.BooleanField(help_text="They have an account of their own in the host's system.")
    inputter = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "account"
        plain = "__all__"

    class Meta:
        verbose_name_plural = "ways into the host's record"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["service", "user"],
                name="host_access_once",
                violation_error_message="This is noted already.",
            ),
            models.CheckConstraint(
                condition=Q(direct=False) | Q(inputter__isnull=True),
                name="direct_entry_needs_nobody",
                violation_error_message="Whoever enters it themselves needs nobody to type it in.",
            ),
            models.CheckConstraint(
                condition=Q(inputter__isnull=True) | ~Q(inputter=F("user")),
                name="inputter_is_another",
                violation_error_message="Somebody else types it in.",
            ),
        ]

    def __str__(self) -> str:
        return f"host access of {self.user_id}"


class AccuracyCheck(models.Model):
    """A look at what stands in the host's record, because the performance figures come from there."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    checked_on = models.DateField()
    sample = models.PositiveSmallIntegerField(help_text="How many entries were looked at.")
    wrong = models.PositiveSmallIntegerField(help_text="How many of them were wrong.")
    put_right = models.CharField(
        max_length=300, blank=True, help_text="What was wrong, and what was done about it."
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(sample__gt=0) & Q(wrong__lte=F("sample")),
                name="accuracy_of_a_sample",
                violation_error_message="There cannot be more errors than entries that were looked at.",
            ),
            models.CheckConstraint(
                condition=Q(wrong=0) | ~Q(put_right=""),
                name="errors_are_put_right",
                violation_error_message="Say what was wrong, and what was done about it.",
            ),
        ]

    def __str__(self) -> str:
        return f"check of {self.checked_on}"
