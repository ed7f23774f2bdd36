"""The courts a service works with, what was agreed with each, and openings for working together."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from amends.foundation.access.models import Service, User


class Court(models.Model):
    """One court. Work on deferred sentences there may need a local agreement (HMPPS framework 6.6, footnote 6)."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    has_service = models.BooleanField(default=True, help_text="The service works in this court's area.")
    deferral_agreed_on = models.DateField(null=True, blank=True)
    deferral_limit = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Cases at a time.")
    deferral_review_on = models.DateField(null=True, blank=True)
    is_active = models.BooleanField(default=True)

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["service", "name"],
                name="court_once",
                violation_error_message="This court is on the list already.",
            ),
            models.CheckConstraint(
                condition=Q(
                    deferral_agreed_on__isnull=True,
                    deferral_limit__isnull=True,
                    deferral_review_on__isnull=True,
                )
                | Q(
                    deferral_agreed_on__isnull=False,
                    deferral_limit__isnull=False,
                    deferral_limit__gte=1,
                    deferral_review_on__isnull=False,
                    deferral_review_on__gt=models.F("deferral_agreed_on"),
                ),
                name="deferral_agreement_is_whole",
                violation_error_message="An agreement has its day, how many cases at a time, and a later day of review.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)


class Opportunity(models.Model):
    """An opening for working together at a court, and what came of it (HMPPS framework 6.6)."""

    class Kind(models.TextChoices):
        """What sort."""

        PRESENCE = "presence", "Days at court"
        BRIEFING = "briefing", "Briefing"
        PILOT = "pilot", "Pilot"
        OTHER = "other", "Something else"

    class Status(models.TextChoices):
        """What came of it."""

        OPEN = "open", "Open"
        TAKEN_UP = "taken_up", "Taken up"
        NOT_PURSUED = "not_pursued", "Not pursued"

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    court = models.ForeignKey(Court, models.CASCADE, related_name="opportunities")
    provider = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    words = models.CharField(max_length=300)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.OPEN)
    reason = models.CharField(max_length=300, blank=True)
    on = models.DateField()
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        verbose_name_plural = "opportunities"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(status="not_pursued") | ~Q(reason=""),
                name="not_pursued_has_a_reason",
                violation_error_message="Say why it was not pursued.",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["court", "-on"], name="opportunities_of_a_court")]

    def __str__(self) -> str:
        return f"{self.kind} at court {self.court_id}"
