"""Who has been sent to a placement, and how much was attended."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from amends.journey.referral.models import ReferralRow
from amends.journey.remedy.models.contract import ContractAction
from amends.journey.remedy.models.placement import Placement


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
