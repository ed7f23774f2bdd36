"""The case-tracking record: coded facts about one person responsible, kept by the office for the evaluation."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from amends.foundation.access.models import Service, User
from amends.foundation.case.models import Participant
from amends.foundation.lib.locking import LockedCharField

THREE_OR_MORE = 3


class Ethnicity(models.TextChoices):
    """The sixteen of the census, and not stated (16+1)."""

    W1 = "W1", "White: British"
    W2 = "W2", "White: Irish"
    W9 = "W9", "White: any other"
    M1 = "M1", "Mixed: White and Black Caribbean"
    M2 = "M2", "Mixed: White and Black African"
    M3 = "M3", "Mixed: White and Asian"
    M9 = "M9", "Mixed: any other"
    A1 = "A1", "Asian: Indian"
    A2 = "A2", "Asian: Pakistani"
    A3 = "A3", "Asian: Bangladeshi"
    A9 = "A9", "Asian: any other"
    B1 = "B1", "Black: Caribbean"
    B2 = "B2", "Black: African"
    B9 = "B9", "Black: any other"
    O1 = "O1", "Chinese"
    O9 = "O9", "Any other"
    NS = "NS", "Not stated"


class Tracking(models.Model):
    """Appendix 7A section 1. It says what both sides agreed to, so only those who see the whole service read it."""

    class Special(models.TextChoices):
        """Statuses that matter to the evaluation."""

        PPO = "ppo", "PPO"
        MAPPA = "mappa", "MAPPA"
        IOM = "iom", "IOM"
        YOT = "yot", "YOT"

    class ReferralStage(models.TextChoices):
        """When it was referred."""

        BEFORE = "before", "Before sentence"
        AFTER = "after", "After sentence"
        CUSTODY = "custody", "In custody"
        LICENCE = "licence", "On licence"

    class Outcome(models.TextChoices):
        """The fixed list."""

        CONFERENCE = "conference", "Conference"
        LETTER = "letter", "Letter of apology"
        INDIRECT = "indirect", "Indirect mediation"
        EMPATHY = "empathy", "Victim empathy work"
        BREACH = "breach", "Breach or revoke"
        REJECTED = "rejected", "Rejected or unsuitable"

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    participant = models.OneToOneField(Participant, models.CASCADE, related_name="tracking")
    pnc_id = models.CharField("PNC-ID", max_length=20, blank=True)
    prison_number = models.CharField(max_length=12, blank=True)
    ucrn = models.CharField("Local UCRN", max_length=20, blank=True)
    special = ArrayField(
        models.CharField(max_length=6, choices=Special.choices),
        default=list,
        blank=True,
        verbose_name="Special status",
    )
    tier = models.PositiveSmallIntegerField(null=True, blank=True)
    ethnicity = models.CharField(max_length=2, choices=Ethnicity.choices, blank=True)
    main_offence = models.CharField(max_length=160, blank=True)
    other_offence = models.CharField(max_length=160, blank=True)
    sentence = models.CharField(max_length=160, blank=True)
    supervision_months = models.PositiveSmallIntegerField("Months of supervision", null=True, blank=True)
    sentenced_on = models.DateField("Date of sentence", null=True, blank=True)
    co_defendants = models.PositiveSmallIntegerField(null=True, blank=True)
    source = models.CharField("Source of case", max_length=120, blank=True)
    referred_on = models.DateField(null=True, blank=True)
    referral_stage = models.CharField(max_length=8, choices=ReferralStage.choices, blank=True)
    victim_agrees = models.BooleanField("Person harmed agrees", null=True, blank=True)
    offender_agrees = models.BooleanField("Person responsible agrees", null=True, blank=True)
    facilitator = models.CharField("Facilitator and agency", max_length=160, blank=True)
    second_facilitator = models.CharField("Second facilitator and agency", max_length=160, blank=True)
    allocated_on = models.DateField("Date of allocation", null=True, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    why_conference = LockedCharField("Reason why conference", max_length=300, blank=True)
    why_rejected = LockedCharField(max_length=300, blank=True)
    outcome_on = models.DateField("Date of outcome", null=True, blank=True)
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = (
            "pnc_id",
            "prison_number",
            "ucrn",
            "ethnicity",
            "facilitator",
            "second_facilitator",
            "why_conference",
            "why_rejected",
        )
        counted = ("ethnicity",)
        plain = (
            "service",
            "participant",
            "special",
            "tier",
            "main_offence",
            "other_offence",
            "sentence",
            "supervision_months",
            "sentenced_on",
            "co_defendants",
            "source",
            "referred_on",
            "referral_stage",
            "victim_agrees",
            "offender_agrees",
            "allocated_on",
            "outcome",
            "outcome_on",
            "changed_by",
            "changed_at",
        )

    class Meta:
        verbose_name_plural = "tracking records"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(tier__isnull=True) | Q(tier__range=(1, 4)),
                name="tracking_tier_one_to_four",
                violation_error_message="The tier is 1, 2, 3 or 4.",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="rejected") | ~Q(why_rejected=""),
                name="tracking_rejected_says_why",
                violation_error_message="Say why it was rejected.",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="conference") | ~Q(why_conference=""),
                name="tracking_conference_says_why",
                violation_error_message="Say why it was a conference.",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="conference") | Q(victim_agrees=True, offender_agrees=True),
                name="tracking_conference_needs_both",
                violation_error_message="There is no conference unless both have agreed.",
            ),
            models.CheckConstraint(
                condition=Q(outcome_on__isnull=True)
                | Q(allocated_on__isnull=True)
                | Q(outcome_on__gte=F("allocated_on")),
                name="tracking_outcome_after_allocation",
                violation_error_message="The outcome cannot come before the allocation.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["service", "pnc_id"], name="tracking_by_pnc")]

    def __str__(self) -> str:
        return f"tracking of participant {self.participant_id}"

    @property
    def co_defendants_code(self) -> str:
        """0, 1, 2 or 3+, as the evaluation takes it."""
        if self.co_defendants is None:
            return ""
        return "3+" if self.co_defendants >= THREE_OR_MORE else str(self.co_defendants)
