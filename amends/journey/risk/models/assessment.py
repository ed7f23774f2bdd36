"""Risk as a running series: what could go wrong for or through one person, at set moments, never rewritten."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow, Participant
from amends.foundation.lib.locking import LockedJSONField, LockedTextField
from amends.foundation.questionnaire.models import Response


class PoliceAt(models.TextChoices):
    """Where a police officer has to be there (Essex manual, roles)."""

    VISIT = "visit", "At a visit"
    MEETING = "meeting", "At a meeting"
    BOTH = "both", "At visits and at a meeting"


class Assessment(FileRow):
    """One assessment for one person. The next one is a new row; the last one counts."""

    class Moment(models.TextChoices):
        """When in the life of a case it was made."""

        START = "start", "When the case was opened"
        BEFORE_SENTENCE = "before_sentence", "Before sentence"
        AFTER_SENTENCE = "after_sentence", "After sentence"
        BEFORE_VISIT = "before_visit", "Before a first visit"
        AFTER_VISIT = "after_visit", "After a visit"
        BEFORE_STEP = "before_step", "Before a letter or message"
        AFTER_STEP = "after_step", "After a letter or message"
        BEFORE_MEETING = "before_meeting", "Before a meeting"
        AFTER_MEETING = "after_meeting", "After a meeting"
        SOMETHING_NEW = "something_new", "Because something changed"

    class Level(models.TextChoices):
        """Overall, with what is done about it in place."""

        LOW = "low", "Low"
        MEDIUM = "medium", "Medium"
        HIGH = "high", "High"

    class Verdict(models.TextChoices):
        """What follows. Only harm makes it not safe; a walk-out or a clumsy word does not."""

        PROCEED = "proceed", "Go on"
        SAFEGUARDS = "safeguards", "Go on, with what is done about it"
        NOT_SAFE = "not_safe", "Not safe as things are"

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="risk_assessments")
    moment = models.CharField(max_length=20, choices=Moment.choices)
    level = models.CharField(max_length=10, choices=Level.choices)
    reasons = LockedJSONField(default=list, help_text="Up to three reasons for the level.")
    safeguards = LockedTextField(help_text="What is done about it, by whom.")
    verdict = models.CharField(max_length=10, choices=Verdict.choices, default=Verdict.SAFEGUARDS)
    harm = LockedTextField(blank=True, default="", help_text="The harm relied on where it is not safe.")
    earlier_words = LockedTextField(
        blank=True, default="", help_text="What earlier trouble between the two sides means for the risk."
    )
    worst_likely = LockedTextField(blank=True, help_text="What the worst likely outcome is, soberly.")
    wish = LockedTextField(blank=True, help_text="What the person wants, in their words.")
    police_at = models.CharField(
        max_length=8,
        choices=PoliceAt.choices,
        blank=True,
        default="",
        help_text="Where an officer is needed.",
    )
    child_risks = LockedTextField(
        blank=True, help_text="What could go wrong for or through a child who will be there."
    )
    child_safeguards = LockedTextField(blank=True, help_text="What is done about that.")
    response = models.ForeignKey(Response, models.PROTECT, null=True, blank=True, related_name="+")
    valid_until = models.DateField(help_text="Looked at again by this day.")
    assessed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    assessed_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = (
            "reasons",
            "safeguards",
            "harm",
            "earlier_words",
            "worst_likely",
            "wish",
            "child_risks",
            "child_safeguards",
        )
        plain = (
            "service",
            "file",
            "participant",
            "moment",
            "level",
            "verdict",
            "police_at",
            "response",
            "valid_until",
            "assessed_by",
            "assessed_at",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(safeguards=""),
                name="risk_says_what_is_done",
                violation_error_message="Say what is done about it, even if it is little.",
            ),
            models.CheckConstraint(
                condition=~Q(verdict="not_safe") | ~Q(harm=""),
                name="not_safe_names_the_harm",
                violation_error_message="Say which harm you rely on, and to whom.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["participant", "-id"], name="latest_risk")]

    def __str__(self) -> str:
        return f"{self.level} ({self.moment})"

    @property
    def is_run_out(self) -> bool:
        """Whether its day has passed."""
        return self.valid_until < timezone.localdate()

    @property
    def approval_subject(self) -> str:
        """The row as approvals know it."""
        return f"risk:{self.pk}"
