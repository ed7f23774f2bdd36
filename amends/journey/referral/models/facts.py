"""The form's checklist with both answers side by side, and the facts a screening rests on, each with who said it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.lib.locking import LockedCharField
from amends.journey.referral.models.referral import Answer, Referral, ReferralRow


class ChecklistAnswer(ReferralRow):
    """One line of the criteria checklist: what the referrer ticked, beside what the coordinator found out (EX-138)."""

    class Question(models.TextChoices):
        """The four questions of appendix E."""

        WILLING = "willing", "Is the person willing to take part?"
        ABUSE = "abuse", "Is there domestic or sexual abuse in it?"
        COURT_CASE = "court_case", "Is a court case about any of them still going on?"
        YOUNG_PERSON = "young_person", "Is a young person involved?"

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="checklist")
    question = models.CharField(max_length=16, choices=Question.choices)
    referrer_answer = models.CharField(max_length=8, blank=True, choices=Answer.choices)
    referrer_note = LockedCharField(max_length=300, blank=True)
    verified_answer = models.CharField(max_length=8, blank=True, choices=Answer.choices)
    verified_note = LockedCharField(max_length=300, blank=True)
    verified_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    verified_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        retention = "referral"
        personal = ("referrer_note", "verified_note")
        plain = (
            "service",
            "referral",
            "question",
            "referrer_answer",
            "verified_answer",
            "verified_by",
            "verified_at",
        )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["referral", "question"], name="checklist_question_once"),
            models.CheckConstraint(
                condition=Q(verified_answer="", verified_at__isnull=True, verified_by__isnull=True)
                | (~Q(verified_answer="") & Q(verified_at__isnull=False, verified_by__isnull=False)),
                name="checklist_verified_by_somebody",
                violation_error_message="Say who verified the answer and when.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question} of referral {self.referral_id}"

    @property
    def is_open(self) -> bool:
        """To be assessed by the service: nobody has given a plain yes or no yet (EX-140)."""
        return self.verified_answer in {"", Answer.UNSURE} and self.referrer_answer in {"", Answer.UNSURE}

    @property
    def answer(self) -> str:
        """The answer that counts: the verified one where there is one."""
        return self.verified_answer or self.referrer_answer


class ReferralFact(ReferralRow):
    """One fact of policy/facts.yaml as somebody stated it. Rows are added, so that what was said before stays visible."""

    class SaidBy(models.TextChoices):
        """Whose word it is. What the service found out itself counts before what it was told."""

        REFERRER = "referrer", "The referrer"
        AGENCY = "agency", "An agency that was asked"
        COORDINATOR = "coordinator", "The coordinator"

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="facts")
    name = models.CharField(max_length=60)
    value = models.CharField(
        max_length=120, blank=True, help_text="As in the table of facts; empty means not known after all."
    )
    said_by = models.CharField(max_length=12, choices=SaidBy.choices)
    note = LockedCharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "referral"
        personal = ("note",)
        plain = ("service", "referral", "name", "value", "said_by", "recorded_by", "recorded_at")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["referral", "name", "-id"], name="facts_of_a_referral")]

    def __str__(self) -> str:
        return f"{self.name} of referral {self.referral_id}"
