"""Two records that may be one person."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from amends.foundation.access.models import Service, User
from amends.foundation.case.models import Participant
from amends.journey.finding.models.candidate import Candidate


class Match(models.Model):
    """Two records that may be the same person: proposed by the computer, decided by somebody. Always of one side."""

    class State(models.TextChoices):
        """What the reviewer says."""

        PROPOSED = "proposed", "Not looked at yet"
        SAME_MATTER = "same_matter", "The same person and the same matter"
        SAME_PERSON = "same_person", "The same person, another matter"
        DIFFERENT = "different", "Two different people"

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    side = models.CharField(max_length=12)
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="matches")
    earlier = models.ForeignKey(Candidate, models.CASCADE, null=True, blank=True, related_name="+")
    participant = models.ForeignKey(Participant, models.CASCADE, null=True, blank=True, related_name="+")
    probability = models.DecimalField(max_digits=4, decimal_places=3)
    agrees_on = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    state = models.CharField(max_length=14, choices=State.choices, default=State.PROPOSED)
    reviewed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        retention = "referral"
        plain = "__all__"

    class Meta:
        verbose_name_plural = "matches"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(earlier__isnull=False, participant__isnull=True)
                | Q(earlier__isnull=True, participant__isnull=False),
                name="match_with_one_record",
                violation_error_message="A match is with an earlier row or with somebody in a case, not both.",
            ),
            models.CheckConstraint(
                condition=Q(earlier__isnull=True) | ~Q(earlier=F("candidate")),
                name="match_with_another_record",
                violation_error_message="A record does not match itself.",
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", reviewed_by__isnull=True)
                | (~Q(state="proposed") & Q(reviewed_by__isnull=False)),
                name="match_decided_by_somebody",
                violation_error_message="A match is decided by a person.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["service", "state", "-probability"], name="matches_to_look_at")
        ]

    def __str__(self) -> str:
        return f"match of candidate {self.candidate_id}"
