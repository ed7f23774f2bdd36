"""Risk as a running series: what could go wrong for or through one person, at set moments, never rewritten."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow, Participant
from amends.foundation.lib.locking import LockedTextField
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
        BEFORE_VISIT = "before_visit", "Before a first visit"
        AFTER_VISIT = "after_visit", "After a visit"
        BEFORE_STEP = "before_step", "Before a letter or message"
        BEFORE_MEETING = "before_meeting", "Before a meeting"
        AFTER_MEETING = "after_meeting", "After a meeting"
        SOMETHING_NEW = "something_new", "Because something changed"

    class Level(models.TextChoices):
        """Overall, with what is done about it in place."""

        LOW = "low", "Low"
        MEDIUM = "medium", "Medium"
        HIGH = "high", "High"

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="risk_assessments")
    moment = models.CharField(max_length=20, choices=Moment.choices)
    level = models.CharField(max_length=10, choices=Level.choices)
    reasons = models.JSONField(help_text="Up to three reasons for the level.")
    safeguards = LockedTextField(help_text="What is done about it, by whom.")
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
        personal = ("reasons", "safeguards", "worst_likely", "wish", "child_risks", "child_safeguards")
        plain = (
            "service",
            "file",
            "participant",
            "moment",
            "level",
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
            )
        ]
        indexes: ClassVar = [models.Index(fields=["participant", "-id"], name="latest_risk")]

    def __str__(self) -> str:
        return f"{self.level} ({self.moment})"

    @property
    def approval_subject(self) -> str:
        """The row as approvals know it."""
        return f"risk:{self.pk}"


class PoliceRequest(FileRow):
    """An officer asked for at one visit or meeting, from the asking to the name (Essex manual, roles)."""

    class Event(models.TextChoices):
        """At what."""

        VISIT = "visit", "Visit"
        MEETING = "meeting", "Meeting"

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="police_requests")
    event = models.CharField(max_length=8, choices=Event.choices)
    on = models.DateField()
    reason = models.CharField(max_length=300, help_text="From the risk assessment.")
    asked_of = models.CharField(max_length=120, help_text="Station or team.")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=Now())
    officer = models.CharField(max_length=120, blank=True)
    collar = models.CharField(max_length=20, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        retention = "case"
        personal = ("reason", "officer", "collar")
        plain = (
            "service",
            "file",
            "participant",
            "event",
            "on",
            "asked_of",
            "asked_by",
            "asked_at",
            "confirmed_at",
        )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["participant", "event", "on"],
                name="police_asked_once",
                violation_error_message="An officer has been asked for on this day already.",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | ~Q(officer=""),
                name="confirmed_officer_is_named",
                violation_error_message="Enter the name of the officer who comes.",
            ),
        ]

    def __str__(self) -> str:
        return f"officer at {self.event} of {self.on}"

    @property
    def subject(self) -> str:
        """The row as clocks and the trail know it."""
        return f"police:{self.pk}"
