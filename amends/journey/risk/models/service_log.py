"""Risks, issues and lessons of the service itself, apart from those of any case."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import Service, User

MOST = 5


class ServiceRisk(models.Model):
    """One line of the log (Essex manual, appendix B 2.5). It names nobody in a case."""

    class Kind(models.TextChoices):
        """What it is."""

        RISK = "risk", "Risk"
        ISSUE = "issue", "Issue"
        LESSON = "lesson", "Lesson"

    class Status(models.TextChoices):
        """Whether it is still looked after."""

        OPEN = "open", "Open"
        CLOSED = "closed", "Closed"

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    words = models.CharField(max_length=300)
    likelihood = models.PositiveSmallIntegerField(help_text="1 to 5.")
    impact = models.PositiveSmallIntegerField(help_text="1 to 5.")
    owner = models.ForeignKey(User, models.PROTECT, related_name="+")
    mitigation = models.TextField(help_text="What is done about it.")
    review_on = models.DateField()
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.OPEN)
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(likelihood__range=(1, MOST), impact__range=(1, MOST)),
                name="service_risk_one_to_five",
                violation_error_message="Likelihood and impact are 1 to 5.",
            )
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def score(self) -> int:
        """Likelihood times impact, 1 to 25."""
        return self.likelihood * self.impact

    @property
    def subject(self) -> str:
        """The row as clocks and the trail know it."""
        return f"servicerisk:{self.pk}"


class ServiceRiskReview(models.Model):
    """Somebody has looked at it again."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    risk = models.ForeignKey(ServiceRisk, models.CASCADE, related_name="reviews")
    words = models.TextField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(words=""),
                name="service_risk_review_says_something",
                violation_error_message="Say what you found.",
            )
        ]

    def __str__(self) -> str:
        return f"review {self.pk}"
