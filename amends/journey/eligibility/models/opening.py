"""What a referral said about somebody, kept on the file of their side when a case is opened from it."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from amends.foundation.case.models import FileRow, Participant
from amends.foundation.lib.locking import LockedCharField, LockedTextField
from amends.journey.referral.models import Referral, ReferralPerson


class CarriedOver(FileRow):
    """Which person of which referral became this participant, and what they agreed to there.

    Whoever works the file may not see the referral, which speaks of both sides; so what concerns this side is copied.
    """

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="carried_over")
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="+")
    person = models.OneToOneField(ReferralPerson, models.PROTECT, related_name="carried_over")
    consent = models.CharField(max_length=12, blank=True, choices=ReferralPerson.Consent.choices)
    consent_how = models.CharField(max_length=12, blank=True, choices=ReferralPerson.ConsentHow.choices)
    consent_name = models.CharField(max_length=200, blank=True)
    consent_on = models.DateField(null=True, blank=True)
    consent_covers = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    consent_note = LockedCharField(max_length=300, blank=True)
    relationship = LockedCharField(max_length=300, blank=True)
    wishes = LockedTextField(blank=True)
    note = LockedTextField(blank=True)
    who_knows = LockedCharField(max_length=300, blank=True)

    class Privacy:
        retention = "case"
        personal = ("consent_name", "consent_note", "relationship", "wishes", "note", "who_knows")
        plain = (
            "service",
            "file",
            "participant",
            "referral",
            "person",
            "consent",
            "consent_how",
            "consent_on",
            "consent_covers",
        )

    class Meta:
        verbose_name_plural = "carried over"
        indexes: ClassVar = [models.Index(fields=["participant"], name="carried_over_to")]

    def __str__(self) -> str:
        return f"participant {self.participant_id} from referral {self.referral_id}"


COPIED = (
    "consent",
    "consent_how",
    "consent_name",
    "consent_on",
    "consent_covers",
    "consent_note",
    "relationship",
    "wishes",
    "note",
    "who_knows",
)
