"""What kind of case it is for those who take it on: how serious, in which setting, who began it, whether specialist."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from amends.foundation.access.models import User
from amends.foundation.case.models import Case, CaseRow
from amends.foundation.lib.locking import LockedTextField


class Weight(CaseRow):
    """What allocation and contact need to know of a case, copied from its referral and open to correction."""

    class Setting(models.TextChoices):
        """In the words of the screening facts."""

        COMMUNITY = "community", "Community"
        CUSTODY = "custody", "Prison"
        SCHOOL = "school", "School"
        FAMILY = "family_group_conference", "Family group conference"

    class Seriousness(models.TextChoices):
        """In the words of the screening facts."""

        LOW = "low", "Low"
        MEDIUM = "medium", "Medium"
        HIGH = "high", "High"

    class Beginner(models.TextChoices):
        """Who asked for restorative justice, in the words of the screening facts."""

        VICTIM = "victim", "The person harmed"
        OFFENDER = "offender", "The person responsible"
        AGENCY = "agency", "An agency"

    case = models.OneToOneField(Case, models.CASCADE, related_name="weight")
    tier = models.PositiveSmallIntegerField(null=True, blank=True, help_text="1 to 4, as probation counts.")
    setting = models.CharField(max_length=30, choices=Setting.choices, blank=True)
    seriousness = models.CharField(max_length=10, choices=Seriousness.choices, blank=True)
    initiated_by = models.CharField(max_length=10, choices=Beginner.choices, blank=True)

    leaflet_to_explain = models.BooleanField(
        default=True, help_text="Off when the referrer gave the leaflet and explained it."
    )

    class Privacy:
        retention = "case"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(tier__isnull=True) | Q(tier__gte=1, tier__lte=4),
                name="tier_is_1_to_4",
                violation_error_message="A tier is a number from 1 to 4.",
            )
        ]

    def __str__(self) -> str:
        return f"weight of case {self.case_id}"

    @property
    def is_serious(self) -> bool:
        """Whether it counts towards the smaller limit for serious cases."""
        return (self.tier or 0) >= 3 or self.seriousness == self.Seriousness.HIGH  # noqa: PLR2004  (tiers are numbered)


class SpecialistFinding(CaseRow):
    """A manager's finding about a sexual offence or a death, without which nobody is given the case.

    Wait 'til Eight section 2 para 1.2; section 3 para 1.1.
    """

    class Kind(models.TextChoices):
        """Which kind of specialist case."""

        SEXUAL = "sexual", "A sexual offence"
        DEATH = "death", "Somebody died"

    case = models.OneToOneField(Case, models.CASCADE, related_name="specialist_finding")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    circumstances = LockedTextField(blank=True, help_text="What is exceptional about it.")
    benefit = LockedTextField(blank=True, help_text="What good is clearly to be expected.")
    harm = LockedTextField(
        blank=True, help_text="Harm considered for each person, and why none will come of it."
    )
    found_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    found_at = models.DateTimeField()

    class Privacy:
        retention = "case"
        personal = ("circumstances", "benefit", "harm")
        plain = ("service", "case", "kind", "found_by", "found_at")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind="death") | (~Q(circumstances="") & ~Q(benefit="") & ~Q(harm="")),
                name="sexual_offence_finding_in_full",
                violation_error_message="After a sexual offence, write down the exceptional circumstances, "
                "the benefit and the harm considered.",
            )
        ]

    def __str__(self) -> str:
        return f"finding on case {self.case_id}"
