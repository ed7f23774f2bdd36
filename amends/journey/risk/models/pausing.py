"""What pauses a case while the risk is looked at anew, and what made it do so."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import CaseRow, FileRow, Participant
from amends.foundation.lib.locking import LockedCharField, LockedTextField


class Hold(CaseRow):
    """Nothing passes between the sides until it is lifted. Both may know of it, so it says nothing about anybody."""

    class Kind(models.TextChoices):
        """Why, in words that give nobody away."""

        RISE = "rise", "Probation looks at the risk anew"
        CHANGE = "change", "Something has changed and is looked at"
        SENSITIVE = "sensitive", "A manager looks at the case"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    placed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    placed_at = models.DateTimeField(db_default=Now())
    lifted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        retention = "case"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "kind"],
                condition=Q(lifted_at__isnull=True),
                name="held_once_a_kind",
                violation_error_message="The case is held for this already.",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="hold_lifted_by_somebody",
                violation_error_message="Say who lets it go on.",
            ),
        ]

    def __str__(self) -> str:
        return f"hold of case {self.case_id}: {self.kind}"


class RiskChange(FileRow):
    """A risk factor of one person that has gone up or down, with what follows (HMPPS framework 4.10, 6.23)."""

    class Direction(models.TextChoices):
        """Which way."""

        UP = "up", "Up"
        DOWN = "down", "Down"

    class Decision(models.TextChoices):
        """Whether the work goes on."""

        CONTINUE = "continue", "It goes on"
        PAUSE = "pause", "It pauses"
        STOP = "stop", "It should stop"

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="risk_changes")
    factor = LockedCharField(max_length=120, help_text="Drink, housing, a threat.")
    direction = models.CharField(max_length=4, choices=Direction.choices)
    is_threat = models.BooleanField(default=False)
    on = models.DateField()
    decision = models.CharField(max_length=8, choices=Decision.choices, blank=True, default="")
    reason = LockedTextField(blank=True, default="")
    equality = LockedTextField(
        blank=True, default="", help_text="How age, sex, disability, faith, origin were thought of."
    )
    logged_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    logged_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("factor", "reason", "equality")
        plain = (
            "service",
            "file",
            "participant",
            "direction",
            "is_threat",
            "on",
            "decision",
            "logged_by",
            "logged_at",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(direction="up") | (~Q(decision="") & ~Q(reason="")),
                name="a_rise_is_decided_on",
                violation_error_message="Say whether the work goes on, pauses or should stop, and why.",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["participant", "-id"], name="changes_of_somebody")]

    def __str__(self) -> str:
        return f"{self.direction} for participant {self.participant_id}"


class Escalation(FileRow):
    """Something that may point to a high risk of serious harm, passed on to probation at once, and what came back."""

    class Result(models.TextChoices):
        """What the renewed assessment says."""

        LOW = "low", "Low"
        MEDIUM = "medium", "Medium"
        HIGH = "high", "High"
        VERY_HIGH = "very_high", "Very high"

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="risk_escalations")
    words = LockedTextField(help_text="What was seen or heard.")
    sent_to = models.CharField(max_length=160, help_text="The officer, or the office.")
    sent_at = models.DateTimeField(db_default=Now())
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    renewed_on = models.DateField(null=True, blank=True)
    result = models.CharField(max_length=10, choices=Result.choices, blank=True, default="")
    moved_on = models.DateField(null=True, blank=True, help_text="When somebody else took over, if so.")
    goes_on = models.BooleanField(null=True, blank=True)

    class Privacy:
        retention = "case"
        personal = ("words", "sent_to")
        plain = (
            "service",
            "file",
            "participant",
            "sent_at",
            "sent_by",
            "renewed_on",
            "result",
            "moved_on",
            "goes_on",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(renewed_on__isnull=True, result="", goes_on__isnull=True)
                | (Q(renewed_on__isnull=False, goes_on__isnull=False) & ~Q(result="")),
                name="renewed_assessment_is_whole",
                violation_error_message="Enter the day, the level, and whether the work goes on.",
            )
        ]

    def __str__(self) -> str:
        return f"escalation {self.pk}"

    @property
    def subject(self) -> str:
        """The row as clocks and messages know it."""
        return f"escalation:{self.pk}"


class Worry(FileRow):
    """A facilitator's worry that somebody may come to harm, who was asked, and what was decided (section 5 para 3.2)."""

    class Consulted(models.TextChoices):
        """Whom one may ask."""

        PEER = "peer", "A colleague"
        MANAGER = "manager", "The manager of the work"

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="worries")
    words = LockedTextField(help_text="What worries you.")
    raised_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField(db_default=Now())
    consulted = models.CharField(max_length=8, choices=Consulted.choices, blank=True, default="")
    consulted_name = models.CharField(max_length=120, blank=True)
    advice = LockedTextField(blank=True, default="")
    decision = LockedTextField(blank=True, default="")
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField(null=True, blank=True)

    class Privacy:
        retention = "case"
        personal = ("words", "consulted_name", "advice", "decision")
        plain = (
            "service",
            "file",
            "participant",
            "raised_by",
            "raised_at",
            "consulted",
            "decided_by",
            "decided_on",
        )

    class Meta:
        verbose_name_plural = "worries"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True, decided_by__isnull=True)
                | (
                    Q(decided_on__isnull=False, decided_by__isnull=False)
                    & ~Q(consulted="")
                    & ~Q(consulted_name="")
                    & ~Q(advice="")
                    & ~Q(decision="")
                ),
                name="worry_decided_after_advice",
                violation_error_message="Say who was asked, what they advised, and what was decided.",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["participant"], name="worries_open", condition=Q(decided_on__isnull=True))
        ]

    def __str__(self) -> str:
        return f"worry {self.pk}"
