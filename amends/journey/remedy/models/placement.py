"""Where reparation and structured activities can be done, and who has been sent there."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from amends.foundation.access.models import Agency, Service
from amends.journey.referral.models import ChosenAction, ReferralRow
from amends.journey.remedy.models.contract import ContractAction
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


class PlacementUse(ReferralRow):
    """Somebody's place at a placement, for one action of their contract."""

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="uses")
    step = models.OneToOneField(ContractAction, models.CASCADE, related_name="placement_use")
    sessions = models.PositiveSmallIntegerField(default=1, help_text="How many are to be attended.")
    attended = models.PositiveSmallIntegerField(default=0)
    completed_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)

    class Privacy:
        retention = "referral"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(attended__lte=F("sessions")),
                name="placement_attended_at_most_all",
                violation_error_message="More was attended than there is to attend.",
            ),
            models.CheckConstraint(
                condition=Q(completed_on__isnull=True) | Q(attended=F("sessions")),
                name="placement_completed_when_all_attended",
                violation_error_message="It is completed when all of it was attended.",
            ),
        ]

    def __str__(self) -> str:
        return f"place at {self.placement_id} for contract action {self.step_id}"

    @property
    def is_current(self) -> bool:
        """Whether the place is taken."""
        return self.completed_on is None and self.left_on is None
