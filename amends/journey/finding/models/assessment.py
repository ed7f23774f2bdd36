"""What a person decided about a possible case."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import Service, User
from amends.foundation.lib.locking import LockedCharField
from amends.journey.finding.models.candidate import Candidate


class Assessment(models.Model):
    """What a person decided about a candidate, and why: the final choice is never the ranking's (EX-106, W8-133)."""

    class Choice(models.TextChoices):
        """What is to be done with it."""

        REFER = "refer", "Refer it"
        NOT_SUITABLE = "not_suitable", "Not suitable"
        WAIT = "wait", "Wait"

    class Interview(models.TextChoices):
        """Where the finding comes from, for the plan of the service (W8-121)."""

        PAPER = "paper", "Reading the papers"
        INTERVIEW = "interview", "An interview"

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="assessments")
    choice = models.CharField(max_length=14, choices=Choice.choices)
    after = models.CharField(max_length=10, choices=Interview.choices, default=Interview.PAPER)
    reason = LockedCharField(max_length=300, blank=True)
    holder_contacted = models.BooleanField(default=False)
    assessed_on = models.DateField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "referral"
        personal = ("reason",)
        plain = (
            *(
                "service",
                "candidate",
                "choice",
                "after",
                "holder_contacted",
                "assessed_on",
                "by",
                "recorded_at",
            ),
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(choice="refer") | ~Q(reason=""),
                name="assessment_against_says_why",
                violation_error_message="Say why it is not to be referred now.",
            )
        ]

    def __str__(self) -> str:
        return f"assessment of candidate {self.candidate_id}"
