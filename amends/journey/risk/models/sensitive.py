"""A sensitive case, and who in it is specifically vulnerable."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import CaseRow, FileRow, Participant
from amends.foundation.lib.locking import LockedCharField, LockedTextField


class Sensitive(CaseRow):
    """The mark of a sensitive case (HMPPS framework 4.4). Only a manager takes it away, with reasons."""

    class Because(models.TextChoices):
        """Why, in words that give nobody away."""

        MANAGED = "managed", "How the sentence is managed"
        PERSON = "person", "A person who takes part"
        FACTOR = "factor", "What the case is about"

    because = models.CharField(max_length=8, choices=Because.choices)
    raised_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField(db_default=Now())
    cleared_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    cleared_at = models.DateTimeField(null=True, blank=True)
    cleared_words = LockedCharField(max_length=300, blank=True)

    class Privacy:
        retention = "case"
        personal = ("cleared_words",)
        plain = ("service", "case", "because", "raised_by", "raised_at", "cleared_by", "cleared_at")

    class Meta:
        verbose_name_plural = "marks of sensitive cases"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "because"],
                condition=Q(cleared_at__isnull=True),
                name="sensitive_once_a_reason",
                violation_error_message="The case is marked for this already.",
            ),
            models.CheckConstraint(
                condition=Q(cleared_at__isnull=True, cleared_by__isnull=True)
                | (Q(cleared_at__isnull=False, cleared_by__isnull=False) & ~Q(cleared_words="")),
                name="mark_cleared_with_reasons",
                violation_error_message="Say why it is not a sensitive case any more.",
            ),
        ]

    def __str__(self) -> str:
        return f"sensitive case {self.case_id}: {self.because}"


class Vulnerability(FileRow):
    """Whether one person is specifically vulnerable. The last answer counts; none is changed (framework 4.4, 4.21)."""

    class Answer(models.TextChoices):
        """Not known holds the case."""

        YES = "yes", "Yes"
        NO = "no", "No"
        UNKNOWN = "unknown", "Not known"

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="vulnerabilities")
    answer = models.CharField(max_length=8, choices=Answer.choices)
    nature = LockedTextField(blank=True, default="", help_text="In what way.")
    answered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("nature",)
        plain = ("service", "file", "participant", "answer", "answered_by", "answered_at")

    class Meta:
        verbose_name_plural = "vulnerabilities"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(answer="yes") | ~Q(nature=""),
                name="vulnerable_in_some_way",
                violation_error_message="Say in what way.",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["participant", "-id"], name="latest_vulnerability")]

    def __str__(self) -> str:
        return f"vulnerable: {self.answer}"


class Wellbeing(FileRow):
    """How somebody is after something that matters (framework 4.10)."""

    class After(models.TextChoices):
        """After what."""

        PREPARATION = "preparation", "A preparation meeting"
        LETTER = "letter", "A letter or message was delivered"
        MEETING = "meeting", "The meeting"
        WITHDRAWAL = "withdrawal", "Somebody stopped"
        DECLINED = "declined", "The person harmed declined"

    class Level(models.TextChoices):
        """How much there is to worry about."""

        NONE = "none", "No concern"
        SOME = "some", "Some concern"
        SERIOUS = "serious", "Serious concern"

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="wellbeing")
    after = models.CharField(max_length=12, choices=After.choices)
    level = models.CharField(max_length=8, choices=Level.choices)
    words = LockedTextField(blank=True, default="")
    action = LockedTextField(blank=True, default="", help_text="What is done about it.")
    owner = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("words", "action")
        plain = (
            "service",
            "file",
            "participant",
            "after",
            "level",
            "owner",
            "due_on",
            "noted_by",
            "noted_at",
        )

    class Meta:
        verbose_name_plural = "wellbeing"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(level="none") | (~Q(action="") & Q(owner__isnull=False, due_on__isnull=False)),
                name="concern_has_an_action",
                violation_error_message="Say what is done about it, by whom and by when.",
            )
        ]

    def __str__(self) -> str:
        return f"wellbeing {self.pk}: {self.level}"
