"""A meeting of the two sides: when, where, how it stands, and what has to be arranged for it."""

from datetime import datetime
from typing import ClassVar

from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import CaseRow
from amends.foundation.lib.locking import LockedCharField, LockedTextField
from amends.journey.meeting.models.venue import Venue


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Shorthands for lists."""

    def ahead(self) -> "MeetingQuerySet":
        """Planned or confirmed, not yet held."""
        return self.filter(state__in=Meeting.AHEAD)


class Meeting(CaseRow):
    """One meeting, shared by both files on purpose. Addresses and reasons of people stay in their own files."""

    class Way(models.TextChoices):
        """In one room or on a screen; the keys are those of the consents."""

        MEETING = "meeting", "Face to face"
        VIDEO = "video", "By video"

    class State(models.TextChoices):
        """Where it stands. PostgreSQL itself cancels what is ahead when somebody says stop."""

        PLANNED = "planned", "Planned"
        CONFIRMED = "confirmed", "Confirmed"
        HELD = "held", "Held"
        CANCELLED = "cancelled", "Cancelled"

    class Because(models.TextChoices):
        """Why it was cancelled, in words that give nobody away."""

        STOPPED = "stopped", "The case has stopped"
        CLOSED = "closed", "The case was closed"
        VENUE = "venue", "The place or the day fell through"
        NOT_READY = "not_ready", "It was too early"
        PUT_OFF = "put_off", "It was put off; another day is looked for"
        OTHER = "other", "Another reason"

    AHEAD = ("planned", "confirmed")

    way = models.CharField(max_length=10, choices=Way.choices, default=Way.MEETING)
    venue = models.ForeignKey(Venue, models.PROTECT, null=True, blank=True, related_name="meetings")
    during = DateTimeRangeField(help_text="From when until when people are together.")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    booking_reference = models.CharField(max_length=60, blank=True)
    refreshments = LockedCharField(max_length=200, blank=True)
    rooms_from = models.TimeField(
        null=True, blank=True, help_text="From when the rooms are ours; empty for half an hour before."
    )
    family_slot = models.BooleanField(
        default=True, help_text="In a prison: a few minutes with their family before the start."
    )
    notice_given = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Working days of notice the prison had, where it asked for more."
    )
    filmed_under = models.CharField(
        max_length=120, blank=True, default="", help_text="The protocol under which it is filmed, if it is."
    )
    cost = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    notes = LockedTextField(blank=True, help_text="For the facilitators of both sides.")
    people_to_one_facilitator = models.PositiveSmallIntegerField(null=True, blank=True)
    ratio_reason = LockedCharField(max_length=300, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.CharField(max_length=12, choices=Because.choices, blank=True, default="")
    on_hold_since = models.DateTimeField(
        null=True,
        blank=True,
        help_text="Since when it waits for a decision. Why stands in the file concerned.",
    )
    planned_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField(db_default=Now())
    # To find meetings by: behind row policies an index on the range cannot be used. Whoever has one asks `starts_at`.
    begins_at = models.GeneratedField(
        expression=F("during__startswith"),  # type: ignore[arg-type]  # Django takes it, its stubs do not
        output_field=models.DateTimeField(),
        db_persist=True,
    )
    version = models.PositiveIntegerField(default=1)

    objects = MeetingQuerySet.as_manager()

    class Privacy:
        retention = "case"
        personal = ("notes", "refreshments", "ratio_reason")
        plain = (
            "service",
            "case",
            "way",
            "venue",
            "during",
            "begins_at",
            "state",
            "booking_reference",
            "rooms_from",
            "family_slot",
            "notice_given",
            "filmed_under",
            "cost",
            "people_to_one_facilitator",
            "confirmed_at",
            "cancelled_at",
            "cancelled_because",
            "on_hold_since",
            "planned_by",
            "planned_at",
            "version",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(way="meeting") | Q(venue__isnull=False),
                name="face_to_face_has_a_place",
                violation_error_message="Say where they will meet.",
            ),
            models.CheckConstraint(
                condition=Q(during__isempty=False, during__lower_inf=False, during__upper_inf=False),
                name="meeting_begins_and_ends",
                violation_error_message="A meeting has a beginning and, later, an end.",
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled", cancelled_at__isnull=False)
                | (~Q(state="cancelled") & Q(cancelled_at__isnull=True)),
                name="cancelled_at_some_time",
                violation_error_message="A cancelled meeting has the time at which it was.",
            ),
            models.CheckConstraint(
                condition=Q(people_to_one_facilitator__isnull=True) | ~Q(ratio_reason=""),
                name="ratio_has_a_reason",
                violation_error_message="Say why this many facilitators are needed.",
            ),
            models.CheckConstraint(
                condition=Q(on_hold_since__isnull=True) | Q(state__in=("confirmed", "cancelled")),
                name="on_hold_does_not_take_place",
                violation_error_message="A meeting on hold does not take place before somebody has decided.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["case", "-id"], name="meetings_of_a_case"),
            models.Index(fields=["service", "state"], name="meetings_of_a_service"),
            models.Index(fields=["service", "begins_at"], name="held_in_a_month", condition=Q(state="held")),
        ]

    def __str__(self) -> str:
        return f"meeting {self.pk} of case {self.case_id}"

    @property
    def starts_at(self) -> datetime:
        """When people are to be together."""
        return self.during.lower  # type: ignore[no-any-return]  # a range of moments, untyped in stubs

    @property
    def ends_at(self) -> datetime:
        """When it is to be over."""
        return self.during.upper  # type: ignore[no-any-return]  # a range of moments, untyped in stubs

    @property
    def consent_scope(self) -> str:
        """How the page for asking everybody again calls it."""
        return f"meeting-{self.pk}"

    @property
    def is_ahead(self) -> bool:
        """Whether it is still to come."""
        return self.state in self.AHEAD

    @property
    def is_on_hold(self) -> bool:
        """Whether it waits for somebody to decide if it goes on."""
        return self.is_ahead and self.on_hold_since is not None


class Arrival(CaseRow):
    """When, by which door and where each side arrives, and who is there for them, so that nobody meets too early."""

    OTHERS = "others"  # those who belong to neither side

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="arrivals")
    side = models.CharField(max_length=12)
    at = models.TimeField()
    entrance = models.CharField(max_length=120, blank=True)
    waits_in = models.CharField(max_length=80)
    met_by = models.CharField(max_length=120)

    class Privacy:
        retention = "case"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting", "side"],
                name="one_arrival_a_side",
                violation_error_message="This side has its arrival already.",
            ),
            models.UniqueConstraint(
                fields=["meeting", "at"],
                name="nobody_arrives_together",
                violation_error_message="The two sides must not arrive at the same time.",
            ),
            models.UniqueConstraint(
                fields=["meeting", "waits_in"],
                name="nobody_waits_together",
                violation_error_message="The two sides must not wait in the same room.",
            ),
        ]

    def __str__(self) -> str:
        return f"arrival of {self.side} at meeting {self.meeting_id}"


class Arrangement(CaseRow):
    """Something that has to be settled before a meeting, from the list in policy/meetings; nobody is named in it."""

    class State(models.TextChoices):
        """Whether it is settled."""

        OPEN = "open", "Open"
        YES = "yes", "Settled"
        NOT_NEEDED = "not_needed", "Not needed here"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="arrangements")
    key = models.CharField(max_length=40)
    invitation = models.ForeignKey(
        "meeting.Invitation", models.CASCADE, null=True, blank=True, related_name="arrangements"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    said_by = models.CharField(max_length=120, blank=True, help_text="Who says so: a name or a post.")
    said_on = models.DateField(null=True, blank=True)
    note = LockedCharField(max_length=300, blank=True)

    class Privacy:
        retention = "case"
        personal = ("said_by", "note")
        plain = ("service", "case", "meeting", "key", "invitation", "state", "said_on")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting", "key", "invitation"],
                nulls_distinct=False,
                name="arranged_once",
                violation_error_message="This is on the list already.",
            ),
            models.CheckConstraint(
                condition=~Q(state="yes") | (~Q(said_by="") & Q(said_on__isnull=False)),
                name="settled_by_somebody",
                violation_error_message="Say who confirmed it and when.",
            ),
            models.CheckConstraint(
                condition=~Q(state="not_needed") | ~Q(note=""),
                name="not_needed_has_a_reason",
                violation_error_message="Say why it is not needed.",
            ),
        ]
        ordering: ClassVar = [F("id")]

    def __str__(self) -> str:
        return f"{self.key} for meeting {self.meeting_id}"
