"""A talk with somebody about whether this is right for them, and attempts to turn somebody down without one."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow, Participant
from amends.foundation.lib.locking import LockedTextField
from amends.foundation.questionnaire.models import Response


class Interview(FileRow):
    """Somebody talked to this person to find out whether it is right for them (KM-023). Never changed."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="interviews")
    held_on = models.DateField()
    interviewer = models.CharField(max_length=120, help_text="Who talked to them; it may be court staff.")
    findings = LockedTextField(blank=True, help_text="What came of it.")
    response = models.ForeignKey(Response, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("interviewer", "findings")
        plain = ("service", "file", "participant", "held_on", "response", "recorded_by", "recorded_at")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(interviewer=""),
                name="interview_by_somebody",
                violation_error_message="Say who talked to them.",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["participant", "-held_on"], name="interviews_of_a_person")]

    def __str__(self) -> str:
        return f"interview of participant {self.participant_id}"


class EarlyRefusal(FileRow):
    """Somebody wanted to turn a person down before anybody had talked to them. Counted, so that it can be talked over."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        plain = "__all__"

    class Meta:
        indexes: ClassVar = [models.Index(fields=["service", "-at"], name="early_refusals")]

    def __str__(self) -> str:
        return f"early refusal of participant {self.participant_id}"
