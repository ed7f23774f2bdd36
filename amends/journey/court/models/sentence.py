"""What the court decided in a case: the phase, for both sides, and the sentence, which is the responsible one's."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow, Participant
from amends.foundation.lib.locking import LockedCharField
from amends.journey.court.models.courts import Court
from amends.journey.court.models.report import Vehicle


class Sentence(FileRow):
    """A sentence. Only a restorative requirement of an order or licence makes taking part statutory."""

    class End(models.TextChoices):
        """How the requirement ended. Stopping is nobody's failure."""

        COMPLETE = "complete", "Complete"
        STOPPED = "stopped", "Somebody no longer wanted to take part"
        REVOKED = "revoked", "The court or the licensing authority ended it"

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="sentences")
    vehicle = models.CharField(max_length=30, choices=Vehicle.choices)
    passed_on = models.DateField()
    court = models.ForeignKey(Court, models.PROTECT, null=True, blank=True, related_name="+")
    details = LockedCharField(max_length=400)
    restorative = models.BooleanField(default=False, help_text="A restorative requirement was made.")
    supervision_months = models.PositiveSmallIntegerField(null=True, blank=True)
    consent_on = models.DateField(null=True, blank=True, help_text="When they agreed, before the order.")
    ends_on = models.DateField(null=True, blank=True)
    officer = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", help_text="Their offender manager."
    )
    officer_words = LockedCharField(max_length=120, blank=True)
    told_officer_on = models.DateField(null=True, blank=True, help_text="Attendance was passed on.")
    first_contact_on = models.DateField(null=True, blank=True)
    why_later = LockedCharField(max_length=300, blank=True)
    log_complete_on = models.DateField(
        null=True, blank=True, help_text="When the progress log was called complete."
    )
    ended = models.CharField(max_length=10, choices=End.choices, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("details", "officer_words", "why_later")
        plain = (
            "service",
            "file",
            "participant",
            "vehicle",
            "passed_on",
            "court",
            "restorative",
            "supervision_months",
            "consent_on",
            "ends_on",
            "officer",
            "told_officer_on",
            "first_contact_on",
            "log_complete_on",
            "ended",
            "ended_on",
            "recorded_by",
            "recorded_at",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(restorative=True, vehicle__in=["community_order", "suspended_sentence_order"])
                | Q(supervision_months__isnull=False, supervision_months__gte=3),
                name="requirement_beside_supervision",
                violation_error_message="The requirement stands only beside supervision of three months or more.",
            ),
            models.CheckConstraint(
                condition=Q(restorative=False)
                | (~Q(vehicle="custody") & Q(consent_on__isnull=False, consent_on__lte=F("passed_on"))),
                name="requirement_after_consent",
                violation_error_message="A restorative requirement follows consent given before it was made.",
            ),
            models.CheckConstraint(
                condition=Q(ended="", ended_on__isnull=True) | (~Q(ended="") & Q(ended_on__isnull=False)),
                name="requirement_ended_on_a_day",
                violation_error_message="Say how it ended and when.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("passed_on")),
                name="sentence_ends_after_it_was_passed",
                violation_error_message="A sentence cannot end before it was passed.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["participant", "-passed_on"], name="sentences_of_a_participant")
        ]

    def __str__(self) -> str:
        return f"{self.get_vehicle_display()} of participant {self.participant_id}"

    @property
    def is_statutory(self) -> bool:
        """Whether coming to appointments is part of it now; only then is anything enforced."""
        return self.restorative and not self.ended

    @property
    def words(self) -> str:
        """Statutory or voluntary, in words."""
        if self.restorative:
            return f"{self.get_vehicle_display()} with a restorative requirement"
        return f"{self.get_vehicle_display()}; taking part is voluntary"
