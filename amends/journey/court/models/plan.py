"""The meetings that a requirement is made of."""

from decimal import Decimal
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from amends.foundation.case.models import FileRow
from amends.foundation.lib.locking import LockedCharField, LockedTextField
from amends.journey.court.models.sentence import Sentence


class PlannedMeeting(FileRow):
    """One of the meetings that a requirement is made of (Wait 'til Eight appendices 6B and 6C)."""

    class Kind(models.TextChoices):
        """The four kinds that every plan has, and more if needed."""

        ASSESSMENT = "assessment", "Assessment"
        PREPARATION = "preparation", "Preparation"
        MEETING = "meeting", "Meeting with the person harmed, or an activity that makes amends"
        REVIEW = "review", "Review with the offender manager and the facilitator"
        MORE = "more", "One more"

    class Form(models.TextChoices):
        """What the facilitator finds possible after the assessment (Wait 'til Eight appendix 2E, session 1)."""

        CONFERENCE = "conference", "A meeting"
        INDIRECT = "indirect", "Messages that are carried"
        LETTER = "letter", "A letter"
        REPARATION = "reparation", "Making amends"
        NONE = "none", "None of them"

    sentence = models.ForeignKey(Sentence, models.CASCADE, related_name="plan")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    planned_on = models.DateField()
    days = models.DecimalField(max_digits=3, decimal_places=2, help_text="Counted to the requirement.")
    held_on = models.DateField(null=True, blank=True)
    missed_on = models.DateField(null=True, blank=True, help_text="The last day on which they did not come.")
    place = models.CharField(max_length=120, blank=True, default="", help_text="Mostly the probation office.")
    result = LockedCharField(max_length=300, blank=True, default="", help_text="What came of it.")
    possible = ArrayField(
        models.CharField(max_length=10, choices=Form.choices),
        default=list,
        blank=True,
        help_text="At the assessment: the forms that are possible.",
    )
    possible_why = LockedCharField(
        max_length=300, blank=True, default="", help_text="From the harm and from their attitude."
    )
    officer_there = models.BooleanField(default=False)
    facilitator_there = models.BooleanField(default=False)
    why_without_officer = LockedCharField(max_length=300, blank=True, default="")
    progress = LockedTextField(blank=True, default="", help_text="At a review: how the agreement stands.")
    actions = LockedTextField(blank=True, default="", help_text="At a review: what is to be done now.")

    class Privacy:
        retention = "case"
        personal = (
            "place",
            "result",
            "possible",
            "possible_why",
            "why_without_officer",
            "progress",
            "actions",
        )
        plain = (
            "service",
            "file",
            "sentence",
            "kind",
            "planned_on",
            "days",
            "held_on",
            "missed_on",
            "officer_there",
            "facilitator_there",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(days__gte=Decimal("0.25"), days__lte=Decimal(1)),
                name="meeting_counts_up_to_a_day",
                violation_error_message="A meeting counts as a quarter of a day to one day.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="review")
                | Q(held_on__isnull=True)
                | Q(officer_there=True, facilitator_there=True)
                | (Q(facilitator_there=True) & ~Q(why_without_officer="")),
                name="review_with_both",
                violation_error_message="A review is held with the offender manager and a facilitator. "
                "Say why, if the offender manager was not there.",
            ),
            models.CheckConstraint(
                condition=Q(held_on__isnull=True) | (~Q(place="") & ~Q(result="")),
                name="session_says_where_and_what",
                violation_error_message="Say where it was, and what came of it.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="assessment")
                | Q(held_on__isnull=True)
                | (Q(possible__len__gt=0) & ~Q(possible_why="")),
                name="assessment_says_what_is_possible",
                violation_error_message="Say which forms are possible, and why, from the harm and their attitude.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["sentence", "planned_on"], name="plan_of_a_sentence")]

    def __str__(self) -> str:
        return f"{self.kind} of sentence {self.sentence_id}"
