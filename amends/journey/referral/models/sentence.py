"""Referrals about a sentence: the details a report writer gives before it, and the worksheet of the time after it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from amends.foundation.lib.locking import LockedCharField, LockedTextField
from amends.journey.referral.models.referral import Referral, ReferralRow


class Sentencing(ReferralRow):
    """What the service needs to follow a case through court (Wait 'til Eight appendix 2B).

    The court and the day of the hearing are the referral's own; the person is its first.
    """

    class Order(models.TextChoices):
        """The sentence that a report may propose."""

        SUSPENDED = "suspended", "Suspended sentence order"
        COMMUNITY = "community", "Community order"
        DEFERRED = "deferred", "Deferred sentence"

    referral = models.OneToOneField(Referral, models.CASCADE, related_name="sentencing")
    offence = models.CharField(max_length=300, blank=True)
    report_author = models.CharField(max_length=200, blank=True)
    is_ppo = models.BooleanField(null=True, blank=True, help_text="A prolific or other priority offender.")
    sentence_proposed = models.CharField(max_length=10, blank=True, choices=Order.choices)
    months_of_supervision = models.PositiveSmallIntegerField(null=True, blank=True)
    proposed_on = models.DateField(null=True, blank=True)
    talked_on = models.DateField(null=True, blank=True, help_text="When it was talked over beforehand.")
    talk_note = LockedTextField(blank=True)
    talk_advice = LockedTextField(blank=True, help_text="What the service advised.")

    class Privacy:
        retention = "referral"
        personal = ("offence", "report_author", "talk_note", "talk_advice")
        plain = (
            "service",
            "referral",
            "is_ppo",
            "sentence_proposed",
            "months_of_supervision",
            "proposed_on",
            "talked_on",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(sentence_proposed="", months_of_supervision__isnull=True)
                | (~Q(sentence_proposed="") & Q(months_of_supervision__range=(1, 36))),
                name="proposal_says_sentence_and_months",
                violation_error_message="A proposal says which sentence and how many months of supervision, 1 to 36.",
            ),
            models.CheckConstraint(
                condition=Q(talk_note="", talk_advice="") | Q(talked_on__isnull=False),
                name="talk_before_referral_has_a_day",
                violation_error_message="Say on which day you talked it over.",
            ),
        ]

    def __str__(self) -> str:
        return f"sentencing of referral {self.referral_id}"


class Worksheet(ReferralRow):
    """The referral and monitoring worksheet of somebody sentenced in the community (Wait 'til Eight appendix 7G).

    Name, address, numbers, birthday and sex are the referral's first person's; place, day and brief details, the
    sentence, its day and court are the referral's. Nothing about the person harmed ever stands on it.
    """

    class Paper(models.TextChoices):
        """The state of a paper."""

        NOT_AVAILABLE = "not_available", "Not available"
        REQUESTED = "requested", "Requested"
        ATTACHED = "attached", "Attached"

    class VictimInformation(models.TextChoices):
        """Information about the person harmed is never attached."""

        REQUESTED = "requested", "Requested"
        TO_SEND = "to_send", "Arrived, to be sent separately"
        SENT = "sent", "Sent separately"

    referral = models.OneToOneField(Referral, models.CASCADE, related_name="worksheet")
    is_ppo = models.BooleanField(null=True, blank=True, help_text="PPO or IOM.")
    ethnicity = models.CharField(max_length=60, blank=True)
    offences = LockedTextField(blank=True, help_text="One a line.")
    weapon = models.BooleanField(null=True, blank=True)
    violence = models.BooleanField(null=True, blank=True)
    encounter = models.BooleanField(
        null=True, blank=True, help_text="Whether the person harmed and the person responsible met in it."
    )
    length_of_supervision = models.CharField(max_length=60, blank=True)
    notified_on = models.DateField(null=True, blank=True, help_text="When the service heard of the order.")
    purpose = LockedCharField(
        max_length=300, blank=True, help_text="Purpose of the sentence, if the court said."
    )

    report_author = models.CharField(max_length=200, blank=True)
    offender_manager = models.CharField(max_length=200, blank=True)
    office = models.CharField(max_length=120, blank=True)
    requirement_1 = models.CharField(max_length=120, blank=True)
    requirement_2 = models.CharField(max_length=120, blank=True)
    requirement_3 = models.CharField(max_length=120, blank=True)
    co_defendants = models.CharField(max_length=300, blank=True)
    other_information = LockedTextField(blank=True, help_text="Compensation, for example.")
    report = models.CharField(max_length=15, blank=True, choices=Paper.choices)
    prosecution = models.CharField(max_length=15, blank=True, choices=Paper.choices)
    prosecution_requested_on = models.DateField(null=True, blank=True)
    victim_information = models.CharField(max_length=10, blank=True, choices=VictimInformation.choices)
    victim_information_on = models.DateField(
        null=True, blank=True, help_text="When it was requested or sent."
    )
    sent_to = models.CharField(max_length=200, blank=True, help_text="To whom and how it was sent.")
    facilitator = models.CharField(max_length=200, blank=True)
    allocated_on = models.DateField(null=True, blank=True)

    class Privacy:
        retention = "referral"
        personal = (
            "ethnicity",
            "offences",
            "purpose",
            "report_author",
            "offender_manager",
            "co_defendants",
            "other_information",
            "sent_to",
            "facilitator",
        )
        plain = (
            "service",
            "referral",
            "is_ppo",
            "weapon",
            "violence",
            "encounter",
            "length_of_supervision",
            "notified_on",
            "office",
            "requirement_1",
            "requirement_2",
            "requirement_3",
            "report",
            "prosecution",
            "prosecution_requested_on",
            "victim_information",
            "victim_information_on",
            "allocated_on",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(report="requested"),
                name="worksheet_report_is_there_or_not",
                violation_error_message="The pre-sentence report is attached or it is not available.",
            ),
            models.CheckConstraint(
                condition=~Q(prosecution="requested") | Q(prosecution_requested_on__isnull=False),
                name="worksheet_prosecution_request_has_a_day",
                violation_error_message="Say when the prosecution papers were requested.",
            ),
            models.CheckConstraint(
                condition=~Q(victim_information="requested") | Q(victim_information_on__isnull=False),
                name="worksheet_victim_request_has_a_day",
                violation_error_message="Say when the information about the person harmed was requested.",
            ),
            models.CheckConstraint(
                condition=~Q(victim_information="sent")
                | (Q(victim_information_on__isnull=False) & ~Q(sent_to="")),
                name="worksheet_victim_information_sent_to_somebody",
                violation_error_message="Say when and to whom it was sent.",
            ),
            models.CheckConstraint(
                condition=(Q(facilitator="") & Q(allocated_on__isnull=True))
                | (~Q(facilitator="") & Q(allocated_on__isnull=False)),
                name="worksheet_facilitator_with_day",
                violation_error_message="A facilitator and the day of allocation go together.",
            ),
        ]

    def __str__(self) -> str:
        return f"worksheet of referral {self.referral_id}"

    @property
    def requirements(self) -> list[str]:
        """The requirements of the order, up to three."""
        return [each for each in (self.requirement_1, self.requirement_2, self.requirement_3) if each]
