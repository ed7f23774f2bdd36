"""How somebody was affected, and whether a wish or a referral stands in the authority's own system as well."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow, Participant
from amends.foundation.lib.locking import LockedCharField
from amends.journey.referral.models import Referral, ReferralRow


class HarmedAs(FileRow):
    """Whether somebody was harmed directly or is affected in another way; both have the same rights here."""

    class Kind(models.TextChoices):
        """The definition of victim takes in both."""

        DIRECT = "direct", "Harmed directly"
        AFFECTED = "affected", "Affected in another way"

    class Scheme(models.TextChoices):
        """Whether they are in the statutory contact scheme."""

        YES = "yes", "Yes"
        NO = "no", "No"
        UNKNOWN = "unknown", "Not known"

    participant = models.OneToOneField(Participant, models.CASCADE, related_name="harmed_as")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    relationship = LockedCharField(
        max_length=160, blank=True, help_text="What they have to do with the offence: the sister of who died."
    )
    in_scheme = models.CharField(max_length=8, choices=Scheme.choices, default=Scheme.UNKNOWN)

    class Privacy:
        retention = "case"
        personal = ("relationship",)
        plain = ("service", "file", "participant", "kind", "in_scheme")

    class Meta:
        verbose_name_plural = "ways of being affected"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind="direct") | ~Q(relationship=""),
                name="affected_says_how",
                violation_error_message="Say what they have to do with the offence.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.participant_id}"


class SystemEntry(ReferralRow):
    """A referral, or the wish of a person harmed, has been entered in the authority's own system (HMPPS 4.3, 4.18)."""

    class System(models.TextChoices):
        """Which of the two must hold it."""

        AUTHORITY = "authority", "The authority’s case system"
        VCMS = "vcms", "The victims case management system"

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="system_entries")
    system = models.CharField(max_length=10, choices=System.choices)
    name = models.CharField(max_length=80, help_text="What the system is called: nDelius, VCMS.")
    reference = models.CharField(max_length=60)
    entered_on = models.DateField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "referral"
        personal = ("reference",)
        plain = ("service", "referral", "system", "name", "entered_on", "recorded_by", "recorded_at")

    class Meta:
        verbose_name_plural = "entries in other systems"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["referral", "system"],
                name="entered_once_a_system",
                violation_error_message="This entry is on record already.",
            ),
            models.CheckConstraint(
                condition=~Q(reference=""),
                name="entry_has_a_reference",
                violation_error_message="Give the reference of the entry.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.system}: {self.referral_id}"
