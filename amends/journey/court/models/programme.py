"""What the person responsible does under a requirement when there will be no meeting, and the log of its contacts."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow
from amends.foundation.lib.locking import LockedCharField
from amends.journey.court.models.sentence import Sentence


class Programme(FileRow):
    """An alternative programme; the sessions of the requirement go on under it (Wait 'til Eight appendices 2B, 2E).

    At its end it is said whether it did some good, and how that is known (W8-290).
    """

    class Kind(models.TextChoices):
        """What."""

        LETTER = "letter", "A letter of apology"
        REPARATION = "reparation", "Doing something to make amends"
        EMPATHY = "empathy", "Work on what it does to people who are harmed"
        OTHER = "other", "Something else"

    class Worked(models.TextChoices):
        """Whether it did some good."""

        YES = "yes", "Yes"
        PARTLY = "partly", "In part"
        NO = "no", "No"
        UNKNOWN = "unknown", "Not known"

    sentence = models.ForeignKey(Sentence, models.CASCADE, related_name="programmes")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    harm = LockedCharField(max_length=300, help_text="Which harm it answers; nothing of the person harmed.")
    needs = LockedCharField(max_length=300, help_text="Which needs of theirs it is chosen for.")
    agreed_on = models.DateField()
    outcome = LockedCharField(max_length=300, blank=True, default="")
    ended_on = models.DateField(null=True, blank=True)
    worked = models.CharField(max_length=10, choices=Worked.choices, blank=True, default="")
    how_known = LockedCharField(max_length=300, blank=True, default="")
    learning = LockedCharField(
        max_length=300, blank=True, default="", help_text="What the facilitators take from it."
    )
    chosen_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Privacy:
        retention = "case"
        personal = ("harm", "needs", "outcome", "how_known", "learning")
        plain = ("service", "file", "sentence", "kind", "agreed_on", "ended_on", "worked", "chosen_by")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(harm="") & ~Q(needs=""),
                name="programme_answers_harm_and_needs",
                violation_error_message="Say which harm it answers, and which needs it is chosen for.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, outcome="") | (Q(ended_on__isnull=False) & ~Q(outcome="")),
                name="programme_ended_with_an_outcome",
                violation_error_message="Say what came of it, and when it ended.",
            ),
            models.CheckConstraint(
                condition=Q(worked="") | ~Q(how_known=""),
                name="programme_worked_says_how_known",
                violation_error_message="Say how you know.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} under sentence {self.sentence_id}"


class ProgressEntry(FileRow):
    """One line of the progress log of a requirement (Wait 'til Eight appendix 7G)."""

    class Event(models.TextChoices):
        """The eight events of the log. The contact with the person harmed is read from the case, not typed here."""

        PLANNED = "planned", "Planned first contact"
        FIRST = "first", "First contact"
        HARMED = "harmed", "Contact with the person harmed"
        SECOND = "second", "Second contact"
        THIRD = "third", "Third contact"
        FOURTH = "fourth", "Fourth contact"
        FIFTH = "fifth", "Fifth contact"
        REVIEW = "review", "Last contact, or review"

    sentence = models.ForeignKey(Sentence, models.CASCADE, related_name="progress")
    event = models.CharField(max_length=8, choices=Event.choices)
    on = models.DateField()
    attended = models.BooleanField(null=True, blank=True, help_text="Whether the person responsible came.")
    officer_attended = models.BooleanField(null=True, blank=True)
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        plain = "__all__"

    class Meta:
        verbose_name_plural = "progress entries"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["sentence", "event"],
                name="progress_once",
                violation_error_message="This line is filled in already.",
            ),
            models.CheckConstraint(
                condition=~Q(event__in=["planned", "harmed"]),
                name="progress_read_not_typed",
                violation_error_message="This line is read from the case and is not filled in here.",
            ),
            models.CheckConstraint(
                condition=Q(attended__isnull=False, officer_attended__isnull=False),
                name="progress_says_who_came",
                violation_error_message="Say of both whether they came.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} of sentence {self.sentence_id}"
