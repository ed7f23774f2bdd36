"""A contact or attempt, the appointment that comes of it, and the line about it in the host's own record."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow, Participant
from amends.foundation.lib.locking import LockedCharField, LockedTextField


class Kind(models.TextChoices):
    """How (Wait 'til Eight table 2; hub manual, appendix H)."""

    CALL = "call", "Telephone call"
    TEXT = "text", "Text message"
    EMAIL = "email", "E-mail"
    LETTER = "letter", "Letter"
    VISIT = "visit", "Visit"
    INTERVIEW = "interview", "Interview"
    VIDEO = "video", "Video call"
    LIAISON = "liaison", "Talk with a professional"


class Place(models.TextChoices):
    """Where a visit took place (hub manual, process 2)."""

    HOME = "home", "Their home"
    VENUE = "venue", "Local venue"
    OFFICE = "office", "Probation office"
    PRISON = "prison", "Prison"
    ONLINE = "online", "Online"
    OTHER = "other", "Somewhere else"


class Kept(models.TextChoices):
    """What became of an appointment (Wait 'til Eight appendix 7B)."""

    KEPT = "kept", "Kept"
    LATE = "late", "Kept, but late"
    EXCUSED = "excused", "Not kept, with good reason"
    MISSED = "missed", "Not kept"
    CANCELLED = "cancelled", "Called off"


class HarmSign(models.TextChoices):
    """A sign that the person harmed could be hurt afresh (Wait 'til Eight section 5 para 3.2)."""

    ACCOUNT = "account_changed", "They tell it otherwise than before"
    BLAME = "blame_shifted", "They put blame on the person harmed"
    OTHER = "other", "Something else"


class Appointment(FileRow):
    """When somebody is to be met next. In the diary of whoever is to meet them (Wait 'til Eight appendix 7B)."""

    Kind, Place, Kept = Kind, Place, Kept

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="appointments")
    at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=60)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    place_kind = models.CharField(max_length=10, choices=Place.choices, blank=True)
    place = models.CharField(max_length=200, blank=True)
    with_user = models.ForeignKey(User, models.PROTECT, related_name="appointments")
    also_there = models.CharField(max_length=120, blank=True, help_text="Such as the offender manager.")
    is_statutory = models.BooleanField(default=False, help_text="Part of an order or licence.")
    kept = models.CharField(max_length=10, choices=Kept.choices, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("place", "also_there")
        plain = (
            "service",
            "file",
            "participant",
            "at",
            "minutes",
            "kind",
            "place_kind",
            "with_user",
            "is_statutory",
            "kept",
            "made_by",
            "made_at",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(minutes__gt=0),
                name="appointment_takes_time",
                violation_error_message="Say how long it will take.",
            ),
            models.UniqueConstraint(
                fields=["participant", "at"],
                condition=Q(kept=""),
                name="appointment_once",
                violation_error_message="There is already an appointment at this time.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["with_user", "at"], name="diary_of_a_person"),
            models.Index(fields=["service", "at"], name="diary_of_a_service"),
        ]

    def __str__(self) -> str:
        return f"appointment {self.pk}"

    @property
    def ends_at(self) -> datetime:
        """When it should be over."""
        return self.at + timedelta(minutes=self.minutes)


class Contact(FileRow):
    """One contact or attempt with somebody in a case, or about them with a professional.

    Never changed: a mistake is put right by another line. Known by case number and initials (appendix 7B).
    """

    Kind, Place, Kept = Kind, Place, Kept

    class Purpose(models.TextChoices):
        """What for (Wait 'til Eight table 2)."""

        ENGAGE = "engage", "Engage"
        MOTIVATE = "motivate", "Motivate"
        ASSESS = "assess", "Assess"
        PREPARE = "prepare", "Prepare"
        INFORM = "inform", "Inform"
        DEBRIEF = "debrief", "Debrief"

    class Direction(models.TextChoices):
        """Who began it."""

        OUT = "out", "From us"
        IN = "in", "From them"

    class Result(models.TextChoices):
        """How it went."""

        REACHED = "reached", "Spoke with them"
        NO_ANSWER = "no_answer", "No answer"
        LEFT_MESSAGE = "left_message", "Left a message"
        SOMEBODY_ELSE = "somebody_else", "Somebody else answered"
        SENT = "sent", "Sent"
        NOT_THERE = "not_there", "They were not there"
        WRONG_NUMBER = "wrong_number", "The number or address is wrong"

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="contacts")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    direction = models.CharField(max_length=4, choices=Direction.choices, default=Direction.OUT)
    result = models.CharField(max_length=15, choices=Result.choices)
    attempt = models.PositiveSmallIntegerField(
        default=0, help_text="Which attempt this was; 0 when it was none."
    )
    at = models.DateTimeField()
    submitted_at = models.DateTimeField()
    is_late = models.BooleanField(default=False)
    minutes = models.PositiveSmallIntegerField(help_text="With travel.")
    note = LockedTextField(blank=True)
    professional = models.CharField(max_length=120, blank=True, help_text="Post and body, for a liaison.")
    place_kind = models.CharField(max_length=10, choices=Place.choices, blank=True)
    place = models.CharField(max_length=200, blank=True)
    present = ArrayField(
        models.BigIntegerField(), default=list, blank=True, help_text="Participants who were there, by key."
    )
    both_facilitators = models.BooleanField(null=True, blank=True)
    why_not_call = LockedCharField(max_length=200, blank=True, help_text="Why a letter came first.")
    reaction = LockedCharField(max_length=300, blank=True, help_text="How the person harmed took it.")
    meeting_offered = models.BooleanField(null=True, blank=True)
    next_step = LockedCharField(max_length=200, blank=True)
    call_back_at = models.DateTimeField(null=True, blank=True)
    appointment = models.OneToOneField(
        Appointment, models.SET_NULL, null=True, blank=True, related_name="contact"
    )
    disclosable = models.BooleanField(
        null=True, blank=True, help_text="Whether anything came up that may have to be passed on."
    )
    harm_signs = ArrayField(
        models.CharField(max_length=20, choices=HarmSign.choices),
        null=True,
        blank=True,
        help_text="Signs that the person harmed could be hurt afresh; empty when there were none.",
    )
    harm_sign_words = LockedCharField(max_length=300, blank=True)
    why_apart = LockedCharField(
        max_length=200, blank=True, help_text="Why a young person was reached before their parents."
    )
    logged_by = models.ForeignKey(User, models.PROTECT, related_name="contacts")

    class Privacy:
        retention = "case"
        personal = (
            "note",
            "professional",
            "place",
            "why_not_call",
            "reaction",
            "next_step",
            "harm_sign_words",
            "why_apart",
        )
        plain = (
            "service",
            "file",
            "participant",
            "kind",
            "purpose",
            "direction",
            "result",
            "attempt",
            "at",
            "submitted_at",
            "is_late",
            "minutes",
            "place_kind",
            "present",
            "both_facilitators",
            "meeting_offered",
            "call_back_at",
            "appointment",
            "disclosable",
            "harm_signs",
            "logged_by",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(minutes__gt=0),
                name="contact_takes_time",
                violation_error_message="Enter how long it took, in minutes, with travel.",
            ),
            models.CheckConstraint(
                condition=Q(at__lte=F("submitted_at")),
                name="contact_before_it_is_written_down",
                violation_error_message="A contact cannot be in the future.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="liaison") | ~Q(professional=""),
                name="liaison_with_somebody",
                violation_error_message="Say with whom you spoke: their post and body.",
            ),
            models.CheckConstraint(
                condition=Q(harm_signs__isnull=True) | Q(harm_signs__len=0) | ~Q(harm_sign_words=""),
                name="harm_sign_in_words",
                violation_error_message="Say in a few words what the sign was.",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["visit", "interview"]) | ~Q(place_kind=""),
                name="visit_has_a_place",
                violation_error_message="Say where it was.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["participant", "at"], name="contacts_of_a_participant"),
            models.Index(fields=["service", "logged_by", "at"], name="contacts_on_time"),
        ]

    def __str__(self) -> str:
        return f"contact {self.pk}"

    @property
    def is_reached(self) -> bool:
        """Whether they spoke with each other."""
        return self.result == self.Result.REACHED

    @property
    def is_face_to_face(self) -> bool:
        """A visit by whatever name."""
        return self.kind in {Kind.VISIT, Kind.INTERVIEW, Kind.VIDEO}


class HostPosting(FileRow):
    """What the host's offender-management record is told of a contact: that it was, and no more (section 7 para 1.2)."""

    contact = models.OneToOneField(Contact, models.CASCADE, related_name="host_posting")
    summary = LockedCharField(max_length=500)
    inputter = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who types it in; empty when whoever logged it does, or when nobody is named.",
    )
    posted_at = models.DateTimeField(null=True, blank=True)
    posted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Privacy:
        retention = "case"
        personal = ("summary",)
        plain = ("service", "file", "contact", "inputter", "posted_at", "posted_by")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(posted_at__isnull=True, posted_by__isnull=True)
                | Q(posted_at__isnull=False, posted_by__isnull=False),
                name="posted_by_somebody",
                violation_error_message="Say who passed it on and when.",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["service"], name="waiting_for_the_host", condition=Q(posted_at__isnull=True))
        ]

    def __str__(self) -> str:
        return f"host record of contact {self.contact_id}"
