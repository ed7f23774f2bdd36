"""What is known before somebody is first approached, and whether a worker may make that approach."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow, Participant
from amends.foundation.lib.locking import LockedCharField


class Approach(FileRow):
    """What to know before the first word. It shapes the conversation, never whether somebody may take part (PF 6.9)."""

    class Told(models.TextChoices):
        """Whether they know of the sentence."""

        YES = "yes", "Yes"
        NO = "no", "No"
        NOT_KNOWN = "not_known", "Not known"

    class Readiness(models.TextChoices):
        """How ready to change they seem."""

        NOT_THINKING = "not_thinking", "Not thinking of change"
        THINKING = "thinking", "Thinking about it"
        STARTED = "started", "Has started"
        NOT_KNOWN = "not_known", "Not known"

    class Attitude(models.TextChoices):
        """How they feel about the person harmed."""

        HOSTILE = "hostile", "Hostile"
        INDIFFERENT = "indifferent", "Does not think of them"
        MIXED = "mixed", "Mixed feelings"
        SORRY = "sorry", "Sorry for them"
        NOT_KNOWN = "not_known", "Not known"

    class Detail(models.TextChoices):
        """How much to say at first."""

        BASIC = "basic", "Basic: what restorative justice is"
        SOME = "some", "Some: and what it could be here"
        FULL = "full", "Full: and what the other side has said they may hear"

    participant = models.OneToOneField(Participant, models.CASCADE, related_name="approach")
    told_of_sentence = models.CharField(max_length=10, choices=Told.choices, default=Told.NOT_KNOWN)
    told_source = models.CharField(max_length=120, blank=True)
    in_custody = models.BooleanField(null=True, blank=True)
    readiness = models.CharField(max_length=15, choices=Readiness.choices, default=Readiness.NOT_KNOWN)
    readiness_note = LockedCharField(max_length=300, blank=True)
    attitude = models.CharField(max_length=15, choices=Attitude.choices, default=Attitude.NOT_KNOWN)
    attitude_note = LockedCharField(max_length=300, blank=True)
    detail = models.CharField(max_length=6, choices=Detail.choices, blank=True)
    leaflet_explained_on = models.DateField(null=True, blank=True)

    class Privacy:
        retention = "case"
        personal = ("told_source", "readiness", "readiness_note", "attitude", "attitude_note")
        counted = ("readiness", "attitude")
        plain = (
            "service",
            "file",
            "participant",
            "told_of_sentence",
            "in_custody",
            "detail",
            "leaflet_explained_on",
        )

    class Meta:
        verbose_name_plural = "approaches"

    def __str__(self) -> str:
        return f"approach to participant {self.participant_id}"


class ApproachDecision(FileRow):
    """A manager's decision whether a worker who is not trained may make the first approach (section 2 paras 4.1-4.2)."""

    class Decision(models.TextChoices):
        """When."""

        NOW = "now", "Now"
        AFTER = "after_training", "After training"

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    worker = models.ForeignKey(User, models.PROTECT, related_name="+")
    already_working = models.BooleanField(default=False, help_text="Already does offence work with them.")
    interest_shown = models.BooleanField(default=False)
    experience = LockedCharField(max_length=300, blank=True)
    decision = models.CharField(max_length=15, choices=Decision.choices)
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Privacy:
        retention = "case"
        personal = ("experience",)
        plain = (
            "service",
            "file",
            "participant",
            "worker",
            "already_working",
            "interest_shown",
            "decision",
            "decided_by",
            "decided_at",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(worker=models.F("decided_by")),
                name="approach_decided_by_somebody_else",
                violation_error_message="Nobody decides this for themselves.",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["participant", "worker"], name="decisions_on_an_approach")]

    def __str__(self) -> str:
        return f"{self.decision}: user {self.worker_id} to participant {self.participant_id}"
