"""Who is asked to come. What both sides may know is on the invitation; what is private to one is in its own file."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from amends.foundation.case.models import CaseRow, FileRow, Participant
from amends.foundation.lib.locking import LockedCharField
from amends.journey.meeting.models.meeting import Meeting
from amends.journey.preparation.models import Affected


class Invitation(CaseRow):
    """One person asked to a meeting, under the name they want to go by there. No other detail of them stands here."""

    class Capacity(models.TextChoices):
        """As what they come; a professional is neither supporter nor facilitator (HMPPS 6.23)."""

        PARTY = "party", "Takes part"
        SUPPORTER = "supporter", "Supporter"
        INTERPRETER = "interpreter", "Interpreter"
        PROFESSIONAL = "professional", "Professional"
        OBSERVER = "observer", "Observer"
        AFFECTED = "affected", "Also affected"
        MANAGER = "manager", "Offender manager"
        OFFICER = "officer", "Police officer in the case"

    class Answer(models.TextChoices):
        """What they said."""

        NOT_ASKED = "not_asked", "Not asked yet"
        ASKED = "asked", "Asked"
        YES = "yes", "Comes"
        NO = "no", "Does not come"

    class Attendance(models.TextChoices):
        """Whether they came in the end."""

        CAME = "came", "Came"
        ABSENT = "absent", "Did not come"
        LEFT = "left", "Came and left early"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="invitations")
    participant = models.ForeignKey(
        Participant, models.CASCADE, null=True, blank=True, related_name="invitations"
    )
    affected = models.ForeignKey(
        Affected,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="invitations",
        help_text="Whom it is of those named.",
    )
    side = models.CharField(max_length=12, blank=True, help_text="Empty for people who belong to neither.")
    capacity = models.CharField(max_length=12, choices=Capacity.choices)
    called = models.CharField(max_length=80, help_text="The name they want to go by at the meeting.")
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.NOT_ASKED)
    invited_on = models.DateField(null=True, blank=True, help_text="When they were asked.")
    answered_at = models.DateTimeField(null=True, blank=True)
    why_not_asked = LockedCharField(max_length=200, blank=True)
    relation_harmed = LockedCharField(max_length=80, blank=True)
    relation_responsible = LockedCharField(max_length=80, blank=True)
    confirmed_how = models.CharField(max_length=10, blank=True, default="")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    attendance = models.CharField(max_length=10, choices=Attendance.choices, blank=True, default="")
    agency = models.CharField(
        max_length=120, blank=True, default="", help_text="Where an observer comes from."
    )
    protocol = models.CharField(
        max_length=120, blank=True, default="", help_text="The protocol under which an observer is there."
    )
    confidential_on = models.DateField(
        null=True,
        blank=True,
        help_text="When somebody without a file agreed to keep it to themselves; an observer signed it.",
    )
    told_no_recording_on = models.DateField(
        null=True, blank=True, help_text="When somebody without a file was told that nothing is recorded."
    )

    class Privacy:
        retention = "case"
        personal = ("called", "why_not_asked", "relation_harmed", "relation_responsible")
        plain = (
            "service",
            "case",
            "meeting",
            "participant",
            "side",
            "affected",
            "capacity",
            "answer",
            "invited_on",
            "answered_at",
            "confirmed_how",
            "confirmed_at",
            "attendance",
            "agency",
            "protocol",
            "confidential_on",
            "told_no_recording_on",
        )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting", "participant"],
                condition=Q(participant__isnull=False),
                name="invited_once",
                violation_error_message="This person is on the list already.",
            ),
            models.CheckConstraint(
                condition=Q(participant__isnull=True) | ~Q(side=""),
                name="participant_invited_with_their_side",
                violation_error_message="Somebody who takes part belongs to a side.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["meeting", "id"], name="invited_to_a_meeting")]

    def __str__(self) -> str:
        return f"invitation {self.pk} to meeting {self.meeting_id}"

    @property
    def comes(self) -> bool:
        """Whether they have said that they will be there."""
        return self.answer == self.Answer.YES


class Care(FileRow):
    """What one person needs around this meeting and has agreed to. It belongs to their own side's file."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="+")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="meeting_care")
    travel = LockedCharField(max_length=300, blank=True, help_text="How they come and get home.")
    travel_settled = models.BooleanField(default=False)
    cannot_come_at = LockedCharField(
        max_length=200, blank=True, help_text="Times at which they look after somebody, or cannot come."
    )
    told_no_recording_on = models.DateField(null=True, blank=True)
    confidentiality_on = models.DateField(
        null=True, blank=True, help_text="The day they agreed to keep it to themselves."
    )
    aftercare = LockedCharField(
        max_length=300, blank=True, help_text="Who rings or sits with them afterwards."
    )

    class Privacy:
        retention = "case"
        personal = ("travel", "cannot_come_at", "aftercare")
        plain = (
            "service",
            "file",
            "meeting",
            "participant",
            "travel_settled",
            "told_no_recording_on",
            "confidentiality_on",
        )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting", "participant"],
                name="care_once",
                violation_error_message="This is written down already.",
            ),
            models.CheckConstraint(
                condition=Q(travel_settled=False) | ~Q(travel=""),
                name="travel_settled_says_how",
                violation_error_message="Say how they come and get home.",
            ),
        ]

    def __str__(self) -> str:
        return f"care for participant {self.participant_id} at meeting {self.meeting_id}"
