"""What makes a meeting safer, who is with a prisoner afterwards, and what was recorded although nobody may."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from amends.foundation.access.models import User
from amends.foundation.case.models import CaseRow, FileRow, Participant
from amends.foundation.lib.locking import LockedCharField
from amends.journey.meeting.models.meeting import Meeting
from amends.journey.meeting.models.people import Invitation


class SafetyMeasure(CaseRow):
    """One thing that makes a meeting safer. What relies on somebody coming is in place once they say yes (3E 1)."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="safety_measures")
    words = LockedCharField(max_length=200, help_text="Nothing that only one side may know.")
    responsible = models.CharField(max_length=120, help_text="A name or a post.")
    relies_on = models.ForeignKey(
        Invitation,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who has to come for it.",
    )
    in_place_on = models.DateField(null=True, blank=True)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Privacy:
        retention = "case"
        personal = ("words", "responsible")
        plain = ("service", "case", "meeting", "relies_on", "in_place_on", "added_by")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(responsible=""),
                name="safety_measure_has_somebody",
                violation_error_message="Say who answers for it.",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["meeting", "id"], name="safety_of_a_meeting")]

    def __str__(self) -> str:
        return f"safety measure {self.pk} of meeting {self.meeting_id}"


class Custody(FileRow):
    """Who is with a prisoner after a meeting, and that they were told how they may feel (Wait 'til Eight 6, 10.8)."""

    class Support(models.TextChoices):
        """Who stays with them."""

        PRISONER = "prisoner", "Another prisoner"
        SUPPORTER = "supporter", "A supporter who works in the prison"
        LISTENER = "listener", "A Listener"
        OTHER = "other", "Somebody else"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="+")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="custody_support")
    advised_on = models.DateField(null=True, blank=True, help_text="When they were told how they may feel.")
    support_kind = models.CharField(max_length=10, choices=Support.choices, blank=True, default="")
    support_name = models.CharField(max_length=120, blank=True, help_text="A name or a role.")
    not_alone = models.BooleanField(null=True, blank=True, help_text="They did not go back to an empty cell.")
    given_at = models.DateTimeField(null=True, blank=True, help_text="When somebody was with them.")

    class Privacy:
        retention = "case"
        personal = ("support_name", "support_kind", "not_alone")
        plain = ("service", "file", "meeting", "participant", "advised_on", "given_at")

    class Meta:
        verbose_name_plural = "custody support"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting", "participant"],
                name="custody_support_once",
                violation_error_message="This is written down already.",
            ),
            models.CheckConstraint(
                condition=Q(support_kind="", support_name="") | (~Q(support_kind="") & ~Q(support_name="")),
                name="custody_support_is_somebody",
                violation_error_message="Say who stays with them, and what they are.",
            ),
            models.CheckConstraint(
                condition=Q(given_at__isnull=True) | Q(not_alone__isnull=False),
                name="custody_support_says_whether_alone",
                violation_error_message="Say whether they went back to an empty cell.",
            ),
        ]

    def __str__(self) -> str:
        return f"custody support of participant {self.participant_id}"


class RecordingBreach(FileRow):
    """Somebody recorded what nobody may record: the manager hears of it at once (Wait 'til Eight section 4 para 4)."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="recording_breaches")
    what = LockedCharField(max_length=300)
    seen_on = models.DateField()
    action = LockedCharField(max_length=300, blank=True, help_text="What was done about it.")
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Privacy:
        retention = "case"
        personal = ("what", "action")
        plain = ("service", "file", "participant", "seen_on", "noted_by")

    class Meta:
        verbose_name_plural = "recording breaches"

    def __str__(self) -> str:
        return f"recording breach by participant {self.participant_id}"
