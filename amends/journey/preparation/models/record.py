"""The preparation record of one person: what was explained, what they hope and ask, and the signature under it."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow, Participant
from amends.foundation.lib.locking import LockedCharField, LockedTextField


class Preparation(FileRow):
    """The preparation record of one person. It grows; the history keeps each earlier state."""

    class Coping(models.TextChoices):
        """What may come instead of an answer, talked through beforehand (HMPPS 6.20)."""

        NO_ANSWER = "no_answer", "The other side never answers"
        DECLINES = "declines", "The other side says no"
        LEAVES = "leaves", "The other side leaves part way"

    class Feeling(models.TextChoices):
        """How they feel about a prison as the place (Wait 'til Eight section 6 para 10.3)."""

        NONE = "none", "No worry"
        SOME = "some", "Some worry"
        HIGH = "high", "A great deal of worry"

    class Offered(models.TextChoices):
        """What was offered against that worry."""

        VISIT = "visit", "A visit beforehand"
        FILM = "film", "A film or pictures of the place"
        OTHER = "other", "Something else"

    participant = models.OneToOneField(Participant, models.CASCADE, related_name="preparation")
    told = models.JSONField(
        default=dict, blank=True, help_text="Point of `EXPLAIN`: the day it was explained and who did."
    )
    hopes = LockedTextField(blank=True)
    questions = LockedTextField(blank=True, help_text="What they want to ask.")
    wants_to_say = LockedTextField(blank=True)
    if_no_answer = LockedTextField(blank=True, help_text="How they would cope with a no, or with silence.")
    coping = ArrayField(models.CharField(max_length=10, choices=Coping.choices), default=list, blank=True)
    coping_on = models.DateField(null=True, blank=True)
    coping_support = LockedCharField(max_length=200, blank=True, help_text="Who stands by them then.")
    aftercare = LockedTextField(blank=True, help_text="Who is there for them afterwards.")
    others_asked_on = models.DateField(
        null=True, blank=True, help_text="When they were asked who else was affected."
    )
    place_feeling = models.CharField(max_length=4, choices=Feeling.choices, blank=True, default="")
    place_offered = models.CharField(max_length=5, choices=Offered.choices, blank=True, default="")
    place_visit_on = models.DateField(null=True, blank=True)
    place_result = LockedCharField(max_length=300, blank=True)
    area = models.CharField(max_length=80, blank=True, default="", help_text="From where they would set out.")
    distance_miles = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="From where they live to where a meeting would be."
    )
    travel_barrier = models.BooleanField(null=True, blank=True, help_text="The way there stands against it.")
    video_asked_on = models.DateField(
        null=True, blank=True, help_text="When meeting by video was talked about for that."
    )
    video_setup = LockedCharField(
        max_length=200, blank=True, default="", help_text="What there is at their end for a meeting by video."
    )
    prepared_on = models.DateField(null=True, blank=True)
    prepared_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Privacy:
        retention = "case"
        personal = (
            "hopes",
            "questions",
            "wants_to_say",
            "if_no_answer",
            "coping_support",
            "aftercare",
            "place_feeling",
            "place_result",
            "area",
            "distance_miles",
            "travel_barrier",
            "video_setup",
        )
        plain = (
            "service",
            "file",
            "participant",
            "told",
            "coping",
            "coping_on",
            "others_asked_on",
            "place_offered",
            "place_visit_on",
            "video_asked_on",
            "prepared_on",
            "prepared_by",
            "version",
            "changed_by",
            "changed_at",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(prepared_on__isnull=True, prepared_by__isnull=True)
                | Q(prepared_on__isnull=False, prepared_by__isnull=False),
                name="prepared_by_somebody",
                violation_error_message="Say who prepared them and when.",
            ),
            models.CheckConstraint(
                condition=Q(prepared_on__isnull=True) | ~Q(place_feeling="high") | ~Q(place_offered=""),
                name="worry_about_the_place_is_met",
                violation_error_message="They worry a great deal about the place: say what was offered to them.",
            ),
            models.CheckConstraint(
                condition=Q(coping__len=0) | (Q(coping_on__isnull=False) & ~Q(coping_support="")),
                name="coping_has_a_day_and_support",
                violation_error_message="Say when it was talked through, and who stands by them then.",
            ),
        ]

    def __str__(self) -> str:
        return f"preparation of participant {self.participant_id}"

    @property
    def explained(self) -> list[str]:
        """The points that were explained."""
        return sorted(self.told)


class Unavailable(FileRow):
    """A time of the week at which somebody cannot come, such as for childcare (Wait 'til Eight section 6 para 6.7)."""

    class Why(models.TextChoices):
        """What stands in the way."""

        CHILDCARE = "childcare", "Childcare or care of others"
        WORK = "work", "Work or school"
        OTHER = "other", "Something else"

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="unavailable")
    days = ArrayField(models.PositiveSmallIntegerField(), help_text="Days of the week, Monday is 0.")
    from_time = models.TimeField()
    until_time = models.TimeField()
    why = models.CharField(max_length=10, choices=Why.choices, default=Why.CHILDCARE)
    help_arranged = LockedCharField(
        max_length=200, blank=True, help_text="Then the time is no longer in the way."
    )
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Privacy:
        retention = "case"
        personal = ("days", "from_time", "until_time", "why", "help_arranged")
        plain = ("service", "file", "participant", "added_by")

    class Meta:
        verbose_name_plural = "unavailable times"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until_time__gt=F("from_time")),
                name="unavailable_ends_after_it_begins",
                violation_error_message="Until when has to be after from when.",
            ),
            models.CheckConstraint(
                condition=Q(days__len__gt=0),
                name="unavailable_on_some_day",
                violation_error_message="Choose at least one day of the week.",
            ),
        ]

    def __str__(self) -> str:
        return f"unavailable time of participant {self.participant_id}"
