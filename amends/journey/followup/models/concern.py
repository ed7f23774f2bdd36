"""Something somebody says afterwards that has to be acted on, until it is written down what was done."""

from typing import ClassVar, NamedTuple

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow, Participant
from amends.foundation.lib.locking import LockedJSONField, LockedTextField
from amends.journey.followup.models.calling import FollowUp


class Said(NamedTuple):
    """One answer that set a concern off: the question by its key, and their words."""

    about: str
    words: str


class Concern(FileRow):
    """A worry, a fear or a question of one person, with what came of it (EX-161, EX-165).

    Fear, threat and harm in one form are one concern, however many of its answers say so.
    """

    class Kind(models.TextChoices):
        """How grave it is."""

        SAFETY = "safety", "Fear, threat or harm"
        WORRY = "worry", "A worry"
        QUESTION = "question", "Something they want to know"

    class Decision(models.TextChoices):
        """What is decided about it, besides what was done."""

        GO_ON = "go_on", "It can go on as it is"
        SAFER = "safer", "It goes on, made safer"
        HELD = "held", "Nothing goes on for now"
        PASSED = "passed", "It was passed on to those who protect"

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="concerns")
    follow_up = models.ForeignKey(FollowUp, models.CASCADE, null=True, blank=True, related_name="concerns")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    about = models.CharField(max_length=40, help_text="The question whose answer set it off.")
    words = LockedTextField(blank=True, help_text="What they said.")
    more = LockedJSONField(
        default=list,
        blank=True,
        help_text="Other answers of the same form that say it too: question and words.",
    )
    raised_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField(db_default=Now())
    decision = models.CharField(max_length=8, choices=Decision.choices, blank=True, default="")
    result = LockedTextField(blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Privacy:
        retention = "case"
        personal = ("words", "more", "result")
        plain = (
            "service",
            "file",
            "participant",
            "follow_up",
            "kind",
            "about",
            "raised_by",
            "raised_at",
            "decision",
            "settled_at",
            "settled_by",
        )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["participant", "about"],
                condition=Q(settled_at__isnull=True),
                name="one_open_concern_a_question",
                violation_error_message="This is being looked at already.",
            ),
            models.UniqueConstraint(
                fields=["follow_up"],
                condition=Q(kind="safety", settled_at__isnull=True, follow_up__isnull=False),
                name="one_open_fear_a_form",
                violation_error_message="What is feared in this form is being looked at already.",
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, result="")
                | (Q(settled_at__isnull=False) & ~Q(result="")),
                name="settled_concern_has_a_result",
                violation_error_message="Say what was done about it.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["file"], name="open_concerns_of_a_file", condition=Q(settled_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of participant {self.participant_id}"

    @property
    def answers(self) -> list[Said]:
        """Every answer that set it off, the first one first."""
        return [Said(self.about, self.words), *(Said(*each) for each in self.more)]

    @property
    def subject(self) -> str:
        """The row as clocks and the trail know it."""
        return f"concern:{self.pk}"
