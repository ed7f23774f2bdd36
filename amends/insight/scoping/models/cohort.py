"""The cases a service begins with, one for each future facilitator (W8 s2 para 4.2, s6 para 1)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import Service, User
from amends.foundation.case.models import Case
from amends.foundation.lib.locking import LockedCharField
from amends.journey.finding.models import Candidate
from amends.service.workforce.models import Facilitator


class Cohort(models.Model):
    """A named group of first cases, with the training they are meant for."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    training_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["service", "name"], name="cohort_once")]

    def __str__(self) -> str:
        return self.name


class CohortCase(models.Model):
    """One case of it, or a possible case found on paper."""

    class State(models.TextChoices):
        """How far it is."""

        PAPER = "paper", "Identified on paper"
        ENGAGED = "engaged", "Engaged"

    class Motivation(models.TextChoices):
        """What the paper sift says."""

        WELL = "well", "Seems well motivated"
        SOME = "some", "Some motivation"
        UNCLEAR = "unclear", "Cannot be told from the papers"

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="cases")
    case = models.ForeignKey(Case, models.CASCADE, null=True, blank=True, related_name="+")
    candidate = models.ForeignKey(Candidate, models.CASCADE, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.PAPER)
    sift_result = LockedCharField(max_length=200, blank=True)
    motivation = models.CharField(max_length=8, choices=Motivation.choices, default=Motivation.UNCLEAR)
    before_training = models.BooleanField(default=False, help_text="Chosen by staff before their training.")
    facilitator = models.ForeignKey(Facilitator, models.SET_NULL, null=True, blank=True, related_name="+")
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("sift_result",)
        plain = (
            *(
                "service",
                "cohort",
                "case",
                "candidate",
                "state",
                "motivation",
                "before_training",
                "facilitator",
            ),
            *("added_by", "added_at"),
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(case__isnull=False, candidate__isnull=True)
                | Q(case__isnull=True, candidate__isnull=False),
                name="cohort_case_is_one_case",
                violation_error_message="Name a case, or somebody found in a caseload.",
            ),
            models.UniqueConstraint(
                fields=["cohort", "case"],
                name="case_once_a_cohort",
                violation_error_message="This case is in the cohort already.",
            ),
            models.UniqueConstraint(
                fields=["cohort", "candidate"],
                name="candidate_once_a_cohort",
                violation_error_message="This one is in the cohort already.",
            ),
        ]

    def __str__(self) -> str:
        return f"case {self.pk} of a cohort"
