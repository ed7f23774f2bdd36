"""Which offences a service takes, does not take, or asks its manager about."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower

from amends.foundation.access.models import Service


class ListedOffence(models.Model):
    """One line of the offence list that the manager keeps (hub manual, appendix D, criminal offences)."""

    class Takes(models.TextChoices):
        """What the list says of it."""

        ACCEPTED = "accepted", "We take it"
        REFUSED = "refused", "We do not take it: serious and complex"
        ASK = "ask", "The manager decides each time"

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    takes = models.CharField(max_length=10, choices=Takes.choices)

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "service",
                Lower("name"),
                name="offence_listed_once",
                violation_error_message="This offence is on the list already.",
            )
        ]

    def __str__(self) -> str:
        return self.name
