"""What somebody answered afterwards, as codes that can be counted. Their own words stay in the answers themselves."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow, Participant, Side
from amends.foundation.questionnaire.models import Response
from amends.journey.followup.models import FollowUp

# Questions whose answer is a code; their columns have the same names (Essex manual appendix H).
CODED = (
    "pleased",
    "disappointed",
    "worries",
    "impact",
    "content",
    "agreement_received",
    "prepared",
    "supported",
    "needs_met",
    "would_recommend",
    "treated_fairly",
)


def _code() -> "models.CharField[str, str]":
    """One coded answer: empty where the question was not asked."""
    return models.CharField(max_length=12, blank=True, default="")


class Feedback(FileRow):
    """One completed follow-up form of one person, ready to be counted without reading a word (EX-160, EX-162, EX-164)."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="feedback")
    follow_up = models.OneToOneField(FollowUp, models.CASCADE, related_name="feedback")
    response = models.OneToOneField(Response, models.PROTECT, related_name="+")
    side = models.CharField(max_length=12, choices=Side.choices)
    part = models.CharField(max_length=20, choices=Participant.Part.choices)
    way = models.CharField(max_length=10, choices=FollowUp.Way.choices)
    pleased = _code()
    disappointed = _code()
    worries = _code()
    impact = _code()
    content = _code()
    agreement_received = _code()
    prepared = _code()
    supported = _code()
    needs_met = _code()
    would_recommend = _code()
    treated_fairly = _code()
    taken_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = CODED
        counted = CODED
        plain = (
            "service",
            "file",
            "participant",
            "follow_up",
            "response",
            "side",
            "part",
            "way",
            "taken_by",
            "taken_at",
        )

    class Meta:
        verbose_name_plural = "feedback"
        indexes: ClassVar = [models.Index(fields=["service", "taken_at"], name="feedback_in_a_time")]

    def __str__(self) -> str:
        return f"feedback {self.pk}"
