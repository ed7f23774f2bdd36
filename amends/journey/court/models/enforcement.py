"""Attendance at the appointments of an order, and news to and from the offender manager."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow
from amends.foundation.lib.locking import LockedCharField
from amends.journey.contact.models import Appointment
from amends.journey.court.models.sentence import Sentence


class Attendance(FileRow):
    """What became of an appointment that is part of an order: proof, without a word of what was spoken about."""

    class Told(models.TextChoices):
        """How they were told of it."""

        LETTER = "letter", "By letter"
        CALL = "call", "By telephone"
        TEXT = "text", "By text message"
        IN_PERSON = "in_person", "In person"
        OFFICER = "officer", "By their offender manager"

    class Action(models.TextChoices):
        """What was done about a missed appointment."""

        NONE = "none", "Nothing needed"
        NEW_DAY = "new_day", "A new appointment was made"
        WARNING = "warning", "The offender manager warned them"
        BREACH = "breach", "The offender manager began breach proceedings"

    sentence = models.ForeignKey(Sentence, models.CASCADE, related_name="attendances")
    appointment = models.OneToOneField(Appointment, models.CASCADE, related_name="attendance")
    told_how = models.CharField(max_length=10, choices=Told.choices, blank=True)
    told_on = models.DateField(null=True, blank=True)
    reason = LockedCharField(max_length=300, blank=True)
    acceptable = models.BooleanField(null=True, blank=True)
    action = models.CharField(max_length=10, choices=Action.choices, blank=True)
    action_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Privacy:
        retention = "case"
        personal = ("reason",)
        plain = (
            "service",
            "file",
            "sentence",
            "appointment",
            "told_how",
            "told_on",
            "acceptable",
            "action",
            "action_on",
            "recorded_by",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(told_how="", told_on__isnull=True) | (~Q(told_how="") & Q(told_on__isnull=False)),
                name="told_how_and_when",
                violation_error_message="Say how they were told of the appointment, and when.",
            ),
            models.CheckConstraint(
                condition=Q(action__in=["", "none"]) | Q(action_on__isnull=False),
                name="action_has_a_day",
                violation_error_message="Say on which day that was done.",
            ),
        ]

    def __str__(self) -> str:
        return f"attendance at appointment {self.appointment_id}"


class Enforcement(FileRow):
    """News between the service and the offender manager: a missed appointment one way, what is decided the other way.

    The offender manager reads the number of the case and the day of the appointment, and nothing else.
    """

    class Decision(models.TextChoices):
        """What the offender manager decided."""

        NO_ACTION = "no_action", "No action"
        WARNING = "warning", "Warning"
        BREACH = "breach", "Breach proceedings"
        RECALL = "recall", "Recall"
        CLOSED = "closed", "Enforcement has ended"

    sentence = models.ForeignKey(Sentence, models.CASCADE, related_name="enforcement")
    attendance = models.OneToOneField(
        Attendance, models.CASCADE, null=True, blank=True, related_name="enforcement"
    )
    reference = models.CharField(max_length=20, help_text="The number of the case.")
    missed_at = models.DateTimeField(null=True, blank=True)
    officer = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(max_length=10, choices=Decision.choices, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Privacy:
        retention = "case"
        plain = "__all__"

    class Meta:
        verbose_name_plural = "enforcement"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(decision="", decided_on__isnull=True, decided_by__isnull=True)
                | (~Q(decision="") & Q(decided_on__isnull=False, decided_by__isnull=False)),
                name="decision_on_a_day",
                violation_error_message="Say what was decided, and on which day.",
            ),
            models.CheckConstraint(
                condition=Q(missed_at__isnull=False) | ~Q(decision=""),
                name="news_is_of_something",
                violation_error_message="News is of a missed appointment or of a decision.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["officer", "-sent_at"], name="enforcement_of_an_officer"),
            models.Index(fields=["sentence", "-id"], name="enforcement_of_a_sentence"),
        ]

    def __str__(self) -> str:
        return f"enforcement of sentence {self.sentence_id}"
