"""The second assessment: after information has come in and before facilitators are sought."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import CaseRow
from amends.foundation.lib.locking import LockedTextField


class SecondAssessment(CaseRow):
    """The coordinator's own judgement, apart from the first screening (EX-041). Never changed, only followed."""

    class Decision(models.TextChoices):
        """What happens with the case."""

        ACCEPT = "accept", "Suitable: find facilitators"
        MORE = "more", "More information is needed first"
        NOT_ACCEPT = "not_accept", "Not suitable"

    class Responsibility(models.TextChoices):
        """How far responsibility is accepted now."""

        FULL = "full", "All of it"
        SOME = "some", "Some of it"
        NONE = "none", "None of it"
        UNKNOWN = "unknown", "Not known"

    decision = models.CharField(max_length=12, choices=Decision.choices)
    reasons = LockedTextField()
    relied_on = ArrayField(
        models.BigIntegerField(),
        default=list,
        blank=True,
        help_text="The enquiries whose replies it rests on.",
    )
    relied_words = LockedTextField(blank=True, help_text="What else it rests on.")
    responsibility = models.CharField(max_length=10, choices=Responsibility.choices)
    without_replies = LockedTextField(
        blank=True, help_text="Why it goes on although replies are outstanding."
    )
    outcome = models.CharField(max_length=20, help_text="What the rules said on the facts of that day.")
    profile = models.CharField(max_length=60)
    profile_version = models.PositiveSmallIntegerField()
    assessed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    assessed_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("reasons", "relied_words", "without_replies")
        plain = (
            "service",
            "case",
            "decision",
            "relied_on",
            "responsibility",
            "outcome",
            "profile",
            "profile_version",
            "assessed_by",
            "assessed_at",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(reasons=""),
                name="second_assessment_has_reasons",
                violation_error_message="Say why.",
            ),
            models.CheckConstraint(
                condition=~(models.Q(relied_on=[]) & models.Q(relied_words="")),
                name="second_assessment_rests_on_something",
                violation_error_message="Say what information the assessment rests on.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["case", "-id"], name="assessments_of_a_case")]

    def __str__(self) -> str:
        return f"{self.decision}: case {self.case_id}"
