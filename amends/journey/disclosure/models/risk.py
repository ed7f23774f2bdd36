"""News about risk that passes between the service and those who work with somebody, in both directions."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow, Participant
from amends.foundation.lib.locking import LockedTextField
from amends.service.sharing.models import RiskMeans


class RiskUpdate(FileRow):
    """Something new about risk, or that nothing is new: sent by the service or come in (HMPPS 6.23, W8 s5 para 13.1)."""

    class Direction(models.TextChoices):
        """Which way it went."""

        OUT = "out", "Sent by us"
        IN = "in", "Came in"

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="risk_updates")
    direction = models.CharField(max_length=4, choices=Direction.choices)
    words = LockedTextField(blank=True)
    no_change = models.BooleanField(default=False)
    means = models.CharField(max_length=8, choices=RiskMeans.Means.choices, blank=True)
    sender = models.CharField(max_length=160, help_text="Who sent it: name and body.")
    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Privacy:
        retention = "case"
        personal = ("words", "sender")
        plain = ("service", "file", "participant", "direction", "no_change", "means", "at", "by")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(words="") | Q(no_change=True),
                name="risk_update_says_something",
                violation_error_message="Say what is new, or that nothing is.",
            ),
            models.CheckConstraint(
                condition=Q(direction="in") | ~Q(means=""),
                name="risk_update_out_has_a_way",
                violation_error_message="Say in which way it was passed on.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["participant", "-id"], name="risk_updates_of_somebody")]

    def __str__(self) -> str:
        return f"{self.direction} {self.pk}"


class RiskTold(FileRow):
    """One of those who were told, with the proof that it reached them."""

    class Who(models.TextChoices):
        """Who can have a part in a case."""

        TEAM = "team", "Our own team"
        OFFICER = "officer", "Offender manager or supervisor"
        PRISON = "prison", "The prison"
        POLICE = "police", "The police"
        OTHER = "other", "Another body"

    update = models.ForeignKey(RiskUpdate, models.CASCADE, related_name="told")
    who = models.CharField(max_length=8, choices=Who.choices)
    name = models.CharField(max_length=160, blank=True)
    sent_at = models.DateTimeField(db_default=Now())
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_how = models.CharField(max_length=160, blank=True)

    class Privacy:
        retention = "case"
        personal = ("name", "acknowledged_how")
        plain = ("service", "file", "update", "who", "sent_at", "acknowledged_at")

    class Meta:
        verbose_name_plural = "people told of risk"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["update", "who", "name"],
                name="risk_told_once",
                violation_error_message="They are on the list already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.who} told of {self.update_id}"
