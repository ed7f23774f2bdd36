"""The desk's own notes on a referral: its pathway, what it resembles, and each screening as it was decided."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import Case
from amends.foundation.lib.locking import LockedCharField, LockedTextField
from amends.foundation.policy.outcomes import NEED_FACTS, Outcome
from amends.journey.eligibility.refusal_rules import Ground
from amends.journey.referral.models import Referral, ReferralRow
from amends.service.partners.models import Pathway

OUTCOMES = [*((outcome.value, outcome.words) for outcome in Outcome), (NEED_FACTS, "Facts are missing.")]


class Intake(ReferralRow):
    """What the desk notes about a referral beside its facts: the pathway it came on and how high the risk is."""

    class Risk(models.TextChoices):
        """As the probation service states it."""

        LOW = "low", "Low"
        MEDIUM = "medium", "Medium"
        HIGH = "high", "High or very high"

    referral = models.OneToOneField(Referral, models.CASCADE, related_name="intake")
    pathway = models.ForeignKey(Pathway, models.PROTECT, null=True, blank=True, related_name="+")
    risk_level = models.CharField(max_length=10, blank=True, choices=Risk.choices)
    offence = models.CharField(
        max_length=120, blank=True, help_text="Which offence, as the service's list names it."
    )
    convicted_on = models.DateField(null=True, blank=True)
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "referral"
        personal = ("offence",)
        plain = (
            "service",
            "referral",
            "pathway",
            "risk_level",
            "convicted_on",
            "noted_by",
            "noted_at",
        )

    def __str__(self) -> str:
        return f"intake of referral {self.referral_id}"


class Likeness(ReferralRow):
    """Somebody has looked at two things that look alike and said whether they are one matter."""

    class Answer(models.TextChoices):
        """What they are to each other."""

        SAME = "same", "The same matter"
        LINKED = "linked", "Another matter with somebody in common"
        DIFFERENT = "different", "Nothing to do with it"

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="likenesses")
    other = models.ForeignKey(Referral, models.CASCADE, null=True, blank=True, related_name="+")
    case = models.ForeignKey(Case, models.CASCADE, null=True, blank=True, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer.choices)
    note = LockedCharField(max_length=300, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "referral"
        personal = ("note",)
        plain = ("service", "referral", "other", "case", "answer", "by", "at")

    class Meta:
        verbose_name_plural = "likenesses"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(other__isnull=True, case__isnull=False)
                | Q(other__isnull=False, case__isnull=True),
                name="likeness_with_one_thing",
                violation_error_message="A likeness is with one referral or with one case.",
            ),
            models.CheckConstraint(
                condition=~Q(other=models.F("referral")),
                name="likeness_with_another",
                violation_error_message="A referral is not compared with itself.",
            ),
            models.UniqueConstraint(
                fields=["referral", "other"],
                condition=Q(other__isnull=False),
                name="likeness_answered_once",
                violation_error_message="This has been answered.",
            ),
            models.UniqueConstraint(
                fields=["referral", "case"],
                condition=Q(case__isnull=False),
                name="likeness_to_case_answered_once",
                violation_error_message="This has been answered.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer}: referral {self.referral_id}"


class Screening(ReferralRow):
    """What the rules said on which facts, and what the coordinator decided. Never changed, only followed by another."""

    class Decision(models.TextChoices):
        """What happens with the referral (hub manual, process para 1)."""

        ELIGIBLE = "eligible", "Eligible: gather information"
        HOLD = "hold", "Hold: something has to happen first"
        TRANSFER = "transfer", "Send on to the service it belongs to"
        NOT_SUITABLE = "not_suitable", "Not one for this service"

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="screenings")
    profile = models.CharField(max_length=60)
    profile_version = models.PositiveSmallIntegerField()
    facts = models.JSONField(
        blank=True, help_text="Each fact with its value, whose word it is and who wrote it down."
    )
    outcome = models.CharField(max_length=20, choices=OUTCOMES, help_text="What the rules said.")
    rules = ArrayField(
        models.CharField(max_length=60), default=list, blank=True, help_text="The rules that decided."
    )
    missing = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    explanations = models.JSONField(help_text="Every rule with yes, no or not known, as it was shown.")
    family = models.CharField(max_length=30, blank=True, choices=Case.Family.choices)
    decision = models.CharField(
        max_length=14, choices=Decision.choices, help_text="What the coordinator decided."
    )
    reason = LockedTextField(blank=True)
    grounds = ArrayField(
        models.CharField(max_length=60),
        default=list,
        blank=True,
        help_text="On what a refusal rests: rules of the profile, or a ground of another kind.",
    )
    documents_read = ArrayField(
        models.CharField(max_length=120),
        default=list,
        blank=True,
        help_text="The papers it was decided from.",
    )
    outside_criteria = models.BooleanField(
        default=False, help_text="Goes on by judgement although it lies outside the target group."
    )
    hold_until = models.DateField(null=True, blank=True, help_text="The day on which to come back to it.")
    harmed_needs_considered = LockedTextField(
        blank=True, help_text="Where a case begun by a victim falls outside the target group."
    )
    screened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    screened_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "referral"
        personal = ("reason", "facts", "harmed_needs_considered")
        plain = (
            "service",
            "referral",
            "profile",
            "profile_version",
            "outcome",
            "rules",
            "missing",
            "explanations",
            "family",
            "decision",
            "grounds",
            "documents_read",
            "outside_criteria",
            "hold_until",
            "screened_by",
            "screened_at",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(decision="eligible") | ~Q(family=""),
                name="eligible_has_a_family",
                violation_error_message="Choose the family of case before you decide that it is eligible.",
            ),
            models.CheckConstraint(
                condition=~Q(decision="eligible") | Q(missing=[]),
                name="eligible_misses_nothing",
                violation_error_message="Facts are missing, so it cannot be decided that it is eligible.",
            ),
            models.CheckConstraint(
                condition=Q(decision="eligible") | ~Q(reason=""),
                name="screening_gives_its_reason",
                violation_error_message="Say why.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["referral", "-id"], name="screenings_of_a_referral")]

    def __str__(self) -> str:
        return f"{self.decision}: referral {self.referral_id}"

    @property
    def ground_words(self) -> list[str]:
        """The grounds of a refusal as people read them: the words of the rule as it was then, or what else was said."""
        said = dict(Ground.choices) | {each["id"]: each["words"].rstrip(".") for each in self.explanations}
        return [said.get(ground, ground) for ground in self.grounds]

    @property
    def subject(self) -> str:
        """How approvals and the trail call it."""
        return f"screening:{self.pk}"
