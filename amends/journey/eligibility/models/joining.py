"""Who in a referral is somebody that another referral of the same matter speaks of already."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from amends.foundation.access.models import User
from amends.journey.referral.models import ReferralPerson, ReferralRow


class SamePerson(ReferralRow):
    """Said when two referrals are joined: this person is that one, or somebody new, or not to be taken over."""

    person = models.OneToOneField(ReferralPerson, models.CASCADE, related_name="same_as")
    same_as = models.ForeignKey(ReferralPerson, models.CASCADE, null=True, blank=True, related_name="also")
    left_out = models.BooleanField(default=False)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Privacy:
        retention = "referral"
        plain = "__all__"

    class Meta:
        verbose_name_plural = "same people"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(person=F("same_as")),
                name="same_as_somebody_else",
                violation_error_message="Nobody is compared with themselves.",
            ),
            models.CheckConstraint(
                condition=Q(left_out=False) | Q(same_as__isnull=True),
                name="left_out_or_the_same",
                violation_error_message="Somebody who is left out is not taken for anybody else.",
            ),
        ]

    def __str__(self) -> str:
        return f"person {self.person_id} of a joined referral"
