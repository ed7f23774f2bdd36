"""The places a service meets in, with what was seen when they were checked."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from amends.foundation.access.models import Service, User
from amends.foundation.people.needs import Feature


class Venue(models.Model):
    """A place for meetings, known to the whole service. Nothing of any case is kept here (Wait 'til Eight 6)."""

    class Kind(models.TextChoices):
        """What sort of place it is; a prison asks for more before anybody may come."""

        HALL = "hall", "Community hall or centre"
        CONFERENCE = "conference", "Conference centre or hotel"
        OFFICE = "office", "Office of ours or of an agency, such as probation"
        PRISON = "prison", "Prison"
        OTHER = "other", "Somewhere else"

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.HALL)
    address = models.TextField()
    access = models.TextField(blank=True, help_text="Steps, lift, hearing loop, parking, buses.")
    features = ArrayField(
        models.CharField(max_length=12, choices=Feature.choices),
        default=list,
        blank=True,
        help_text="What was seen to be there for people who need it.",
    )
    is_neutral = models.BooleanField(default=True, help_text="Belongs to neither side.")
    is_quiet = models.BooleanField(default=True, help_text="No noise from outside or next door.")
    parking = models.CharField(max_length=200, blank=True, default="", help_text="Where people park, nearby.")
    is_private = models.BooleanField(default=True, help_text="Nobody sees or hears in from outside.")
    gate_minutes = models.PositiveSmallIntegerField(default=0, help_text="How long people need at the gate.")
    notice_working_days = models.PositiveSmallIntegerField(
        default=0, help_text="How many working days of notice the prison asks for."
    )
    id_rules = models.TextField(
        blank=True, default="", help_text="Which documents the gate of a prison takes, and what it keeps out."
    )
    asks_birthdays = models.BooleanField(
        default=False, help_text="The gate of a prison wants to know when visitors were born."
    )
    checked_on = models.DateField(null=True, blank=True)
    checked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    in_use = models.BooleanField(default=True)

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["service", "name"],
                name="venue_once",
                violation_error_message="There is a venue of this name already.",
            ),
            models.CheckConstraint(
                condition=Q(checked_on__isnull=True, checked_by__isnull=True)
                | Q(checked_on__isnull=False, checked_by__isnull=False),
                name="venue_checked_by_somebody",
                violation_error_message="Say who looked at the venue and when.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def features_in_words(self) -> list[str]:
        """What is there, in words."""
        return [str(Feature(key).label).lower() for key in self.features]


class Room(models.Model):
    """A room of a venue: to meet in, to wait in, or to step out to."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="rooms")
    name = models.CharField(max_length=80)
    for_breaks = models.BooleanField(default=False, help_text="A quiet room to step out to.")

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["venue", "name"],
                name="room_once",
                violation_error_message="This venue has a room of that name already.",
            )
        ]

    def __str__(self) -> str:
        return self.name
