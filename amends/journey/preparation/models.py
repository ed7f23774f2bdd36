"""Getting one person ready: what was explained, what they hope for and need, and how they want to communicate."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow, Participant


class Preparation(FileRow):
    """The preparation record of one person. It grows; the history keeps each earlier state."""

    participant = models.OneToOneField(Participant, models.CASCADE, related_name="preparation")
    explained = models.JSONField(
        default=list, blank=True, help_text="Keys of what has been explained, see `EXPLAIN`."
    )
    hopes = models.TextField(blank=True)
    questions = models.TextField(blank=True, help_text="What they want to ask.")
    wants_to_say = models.TextField(blank=True)
    if_no_answer = models.TextField(blank=True, help_text="How they would cope with a no, or with silence.")
    aftercare = models.TextField(blank=True, help_text="Who is there for them afterwards.")
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Privacy:
        retention = "case"
        personal = ("hopes", "questions", "wants_to_say", "if_no_answer", "aftercare")
        plain = ("service", "file", "participant", "explained", "version", "changed_by", "changed_at")

    def __str__(self) -> str:
        return f"preparation of participant {self.participant_id}"


class Need(FileRow):
    """Something a person needs in order to take part, planned and then met."""

    class Kind(models.TextChoices):
        """What sort of need."""

        ACCESS = "access", "Getting in and about"
        HEARING_SEEING = "hearing_seeing", "Hearing or seeing"
        LANGUAGE = "language", "Language or interpreter"
        READING = "reading", "Reading and writing"
        HEALTH = "health", "Health, also of the mind"
        CHILDCARE = "childcare", "Childcare or care of others"
        TRAVEL = "travel", "Travel or money"
        FAITH = "faith", "Faith or culture"
        SUPPORT = "support", "Somebody beside them"
        OTHER = "other", "Something else"

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="needs")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    words = models.CharField(max_length=300)
    planned = models.CharField(max_length=300, blank=True)
    met_on = models.DateField(null=True, blank=True)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("kind", "words", "planned")
        counted = ("kind",)
        plain = ("service", "file", "participant", "met_on", "added_by", "added_at")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(met_on__isnull=True) | ~Q(planned=""),
                name="met_need_says_how",
                violation_error_message="Say how the need was met.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of participant {self.participant_id}"


class WayChoice(FileRow):
    """How one person wants to communicate, chosen with them. The last choice counts (EX-048)."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="way_choices")
    way = models.CharField(max_length=30, help_text="A purpose of policy/consent that is a way.")
    chosen_on = models.DateField()
    meeting_discussed_on = models.DateField(null=True, blank=True)
    why_not_meeting = models.CharField(max_length=300, blank=True, help_text="Their reason for another way.")
    why_not_discussed = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("why_not_meeting", "why_not_discussed")
        plain = (
            "service",
            "file",
            "participant",
            "way",
            "chosen_on",
            "meeting_discussed_on",
            "recorded_by",
            "recorded_at",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(way="meeting") | Q(meeting_discussed_on__isnull=False) | ~Q(why_not_discussed=""),
                name="meeting_was_discussed_or_why_not",
                violation_error_message="Say when a meeting was talked about with them, or why it was not.",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["participant", "-id"], name="latest_way")]

    def __str__(self) -> str:
        return f"{self.way} for participant {self.participant_id}"
