"""What one person has said about themselves, or that they would rather not."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow, Participant
from amends.foundation.lib.locking import LockedCharField


class EqualityAnswers(FileRow):
    """One person's answers as codes. No page shows them for one person; figures count them (HMPPS 6.42, 6.43)."""

    class State(models.TextChoices):
        """What came of asking."""

        ANSWERED = "answered", "Answered"
        DECLINED = "declined", "Would rather not say"
        NOT_ASKED = "not_asked", "Not asked"

    participant = models.OneToOneField(Participant, models.CASCADE, related_name="equality")
    state = models.CharField(max_length=10, choices=State.choices)
    answers = models.JSONField(
        default=dict, blank=True, help_text="Codes by question, as in policy/equality."
    )
    asked_on = models.DateField(null=True, blank=True)
    why_not_asked = LockedCharField(max_length=200, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Privacy:
        retention = "case"
        personal = ("answers", "why_not_asked")
        counted = ("answers",)
        plain = ("service", "file", "participant", "state", "asked_on", "recorded_by")

    class Meta:
        verbose_name_plural = "equality answers"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="not_asked", asked_on__isnull=True) & ~Q(why_not_asked="")
                | (~Q(state="not_asked") & Q(asked_on__isnull=False, why_not_asked="")),
                name="equality_asked_or_why_not",
                violation_error_message="Say when they were asked, or why they were not.",
            ),
            models.CheckConstraint(
                condition=Q(state="answered") | Q(answers={}),
                name="equality_answers_of_who_answered",
                violation_error_message="Only somebody who answered has answers.",
            ),
        ]

    def __str__(self) -> str:
        return f"equality answers of participant {self.participant_id}"
