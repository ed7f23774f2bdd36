"""A talk with the scheme about a child who was harmed, before anything is proposed to a court."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import Service, User
from amends.foundation.lib.locking import LockedTextField


class Discussion(models.Model):
    """What the scheme and the report writer agreed on (Wait 'til Eight section 2 para 1.2). It names nobody."""

    class Outcome(models.TextChoices):
        """Whether it can be proposed."""

        GO_ON = "go_on", "It can be proposed, with the parents involved"
        NOT_NOW = "not_now", "It should not be proposed"

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    subject = models.CharField(max_length=80, help_text="The report or referral it is about, as model:key.")
    born = models.DateField(null=True, blank=True, help_text="Of the youngest person harmed.")
    age_then = models.PositiveSmallIntegerField(null=True, blank=True, help_text="At the offence.")
    age_now = models.PositiveSmallIntegerField(null=True, blank=True)
    discussed_with = models.CharField(
        max_length=120, help_text="Name and post of whoever spoke for the scheme."
    )
    discussed_on = models.DateField()
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    words = LockedTextField(blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "referral"
        personal = ("born", "discussed_with", "words")
        plain = (
            "service",
            "subject",
            "age_then",
            "age_now",
            "discussed_on",
            "outcome",
            "recorded_by",
            "recorded_at",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(discussed_with=""),
                name="discussed_with_somebody",
                violation_error_message="Say with whom it was discussed.",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["subject", "-id"], name="discussions_of_a_row")]

    def __str__(self) -> str:
        return f"{self.outcome} about {self.subject}"
