"""The agreements under which information may pass: who signed, who must have read them, when to look again."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from amends.foundation.access.models import Agency, Service, User
from amends.foundation.lib.dates import add_months


class SharingAgreement(models.Model):
    """An information sharing agreement or a working protocol (hub manual C1; Wait 'til Eight s4 para 4, s6 para 5.4)."""

    class Kind(models.TextChoices):
        """What sort of paper it is."""

        SHARING = "sharing", "Information sharing agreement"
        PROTOCOL = "protocol", "Working protocol"

    class About(models.TextChoices):
        """What it is for: case information in general, or one of the five that a service needs to start."""

        GENERAL = "general", "Case information in general"
        REFERRERS = "referrers", "Referrals"
        POLICE = "police", "How to reach people harmed (police)"
        ESTABLISHMENTS = "establishments", "Prisons: remand, sentenced, meetings there"
        PROBATION = "probation", "Probation: reports and supervision"
        VICTIM_SUPPORT = "victim_support", "Local victim support"
        EVALUATION = "evaluation", "Evaluation: what the evaluator is sent of the register"

    class Result(models.TextChoices):
        """What a review came to."""

        CONTINUE = "continue", "Goes on as it is"
        AMEND = "amend", "To be changed"
        END = "end", "To be ended"

    class State(models.TextChoices):
        """How it stands; worked out, never typed."""

        DRAFT = "draft", "Draft"
        PART_SIGNED = "part_signed", "Part signed"
        IN_FORCE = "in_force", "In force"
        EXPIRED = "expired", "Expired"

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.SHARING)
    about = models.CharField(max_length=20, choices=About.choices, default=About.GENERAL)
    amends = models.CharField(
        max_length=160, blank=True, help_text="The existing agreement it changes; empty when it is new."
    )
    purpose = models.TextField(help_text="What the information is for.")
    items = models.TextField(help_text="Which information, one kind a line.")
    owner = models.ForeignKey(User, models.PROTECT, related_name="+")
    reference = models.CharField(max_length=120, blank=True, help_text="Where the signed paper is kept.")
    timescale_days = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Working days from sentence or referral to the end, agreed by all."
    )
    review_months = models.PositiveSmallIntegerField(default=12)
    reviewed_on = models.DateField(help_text="The day the time to the next review runs from.")
    review_result = models.CharField(max_length=10, choices=Result.choices, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    version = models.PositiveSmallIntegerField(default=1)

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["service", "title"],
                name="sharing_agreement_once",
                violation_error_message="There is already an agreement of this title.",
            ),
            models.CheckConstraint(
                condition=Q(review_months__range=(1, 60)),
                name="sharing_agreement_is_reviewed",
                violation_error_message="Look at it again at least every five years.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def subject(self) -> str:
        """How its clock and the trail call it."""
        return f"sharingagreement:{self.pk}"

    @property
    def next_review_on(self) -> date:
        """The day on which it is to be looked at again (Wait 'til Eight s4 para 4)."""
        return add_months(self.reviewed_on, self.review_months)

    def state(self, on: date | None = None) -> "SharingAgreement.State":
        """Draft, part signed, in force or expired. Reads `parties`: prefetch them for a list."""
        if self.ends_on and self.ends_on < (on or timezone.localdate()):
            return self.State.EXPIRED
        signed = [party.signed_on is not None for party in self.parties.all()]
        if not any(signed):
            return self.State.DRAFT
        return self.State.IN_FORCE if all(signed) else self.State.PART_SIGNED

    @property
    def item_lines(self) -> list[str]:
        """The kinds of information as a page lists them."""
        return [line.strip() for line in self.items.splitlines() if line.strip()]


class AgreementRow(models.Model):
    """Base of what hangs on an agreement. `service` repeats the agreement's, for the row policies."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Party(AgreementRow):
    """A body that has signed, or has still to sign: a senior manager does it for the body."""

    agreement = models.ForeignKey(SharingAgreement, models.CASCADE, related_name="parties")
    signatory = models.CharField(max_length=120, blank=True)
    post = models.CharField(max_length=120, blank=True)
    is_senior = models.BooleanField(default=False)
    accepts_timescale = models.BooleanField(default=False)
    signed_on = models.DateField(null=True, blank=True)

    class Privacy:
        retention = "service"
        personal = ("signatory",)
        plain = ("service", "agency", "agreement", "post", "is_senior", "accepts_timescale", "signed_on")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agreement", "agency"],
                name="sharing_party_once",
                violation_error_message="This body is a party already.",
            ),
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True) | (~Q(signatory="") & ~Q(post="") & Q(is_senior=True)),
                name="sharing_party_signed_by_a_senior_manager",
                violation_error_message="Only a senior manager can sign for the body: give name and post.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} in agreement {self.agreement_id}"


class Briefing(AgreementRow):
    """Somebody at a body who has to have read the version in force (Wait 'til Eight s4 para 4)."""

    agreement = models.ForeignKey(SharingAgreement, models.CASCADE, related_name="briefings")
    name = models.CharField(max_length=120)
    sent_on = models.DateField(null=True, blank=True)
    confirmed_version = models.PositiveSmallIntegerField(null=True, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)

    class Privacy:
        retention = "service"
        personal = ("name",)
        plain = ("service", "agency", "agreement", "sent_on", "confirmed_version", "confirmed_on")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agreement", "agency", "name"],
                name="sharing_briefing_once",
                violation_error_message="This person is on the list already.",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_on__isnull=True, confirmed_version__isnull=True)
                | Q(confirmed_on__isnull=False, confirmed_version__isnull=False),
                name="sharing_briefing_confirms_a_version",
                violation_error_message="Say which version was read, and when.",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_on__isnull=True)
                | Q(sent_on__isnull=True)
                | Q(confirmed_on__gte=F("sent_on")),
                name="sharing_briefing_read_after_it_was_sent",
                violation_error_message="It cannot have been read before it was sent.",
            ),
        ]

    def __str__(self) -> str:
        return f"reader {self.pk} of agreement {self.agreement_id}"
