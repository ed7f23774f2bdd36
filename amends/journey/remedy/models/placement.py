"""Where reparation and structured activities can be done, and who has been sent there."""

from typing import ClassVar

from django.db import models

from amends.foundation.access.models import Agency, Service
from amends.journey.referral.models import ChosenAction
from amends.service.partners.models import District


class Placement(models.Model):
    """A placement or an activity that a partner runs (Essex manual, appendix G options 6 and 8)."""

    class Kind(models.TextChoices):
        """What is done there."""

        UNPAID_WORK = "unpaid_work", "Unpaid work"
        EDUCATIONAL = "educational", "Educational"
        REHABILITATIVE = "rehabilitative", "Rehabilitative"

    service = models.ForeignKey(Service, models.CASCADE, related_name="+")
    provider = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=15, choices=Kind.choices)
    funded_by_pcc = models.BooleanField(default=False, help_text="Paid by the Police and Crime Commissioner.")
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    places = models.PositiveSmallIntegerField()
    starts_on = models.DateField(null=True, blank=True)
    is_open = models.BooleanField(default=True, help_text="Off: nobody new is sent there.")

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["service", "provider", "name"],
                name="placement_once",
                violation_error_message="This placement is in the directory already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.provider})"


# Which actions of the menu are carried out at a placement.
PLACED = frozenset({ChosenAction.Menu.REPARATION, ChosenAction.Menu.REHABILITATION})
