"""The recording of a meeting: what it may be used for, who may see it, and each time somebody did or wanted to."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import CaseRow
from amends.journey.meeting.models.meeting import Meeting


class Use(models.TextChoices):
    """What a recording may be agreed for (Wait 'til Eight section 6 para 6.8)."""

    PARTNER_INFORMATION = "partner_information", "Information for partners"
    TRAINING = "training", "Training"
    PROMOTION = "promotion", "Promotion"


class Recording(CaseRow):
    """A film or sound recording, kept under lock outside this system; here stands what may be done with it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="recordings")
    reference = models.CharField(max_length=60, help_text="What stands on it; no name.")
    kept_where = models.CharField(max_length=120)
    uses = ArrayField(
        models.CharField(max_length=20, choices=Use.choices),
        default=list,
        blank=True,
        help_text="What everybody in it has agreed to; taken away as soon as one of them takes it back.",
    )
    destroy_by = models.DateField()
    destroyed_on = models.DateField(null=True, blank=True)
    registered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    registered_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["service", "reference"],
                name="recording_once",
                violation_error_message="There is already a recording with this reference.",
            )
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def use_words(self) -> list[str]:
        """The agreed uses as a page lists them."""
        return [Use(use).label for use in self.uses]


class RecordingViewer(CaseRow):
    """Somebody named to see a recording, who has signed to keep it to themselves."""

    recording = models.ForeignKey(Recording, models.CASCADE, related_name="viewers")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    signed_on = models.DateField(help_text="When they signed the confidential-use agreement.")
    named_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    named_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["recording", "user"],
                name="viewer_named_once",
                violation_error_message="They are named already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} may see recording {self.recording_id}"


class RecordingUse(CaseRow):
    """It was shown or given out for a purpose; or somebody wanted to, and was refused."""

    class Kind(models.TextChoices):
        """What was done with it."""

        SHOW = "show", "Watch it or show it"
        EXPORT = "export", "Give out a copy"

    recording = models.ForeignKey(Recording, models.CASCADE, related_name="log")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())
    kind = models.CharField(max_length=6, choices=Kind.choices)
    purpose = models.CharField(max_length=20, choices=Use.choices)
    audience = models.CharField(max_length=160, help_text="Who saw it, or got the copy.")
    refused = models.CharField(
        max_length=160, blank=True, default="", help_text="Why not, if it was refused."
    )

    class Privacy:
        retention = "case"
        personal = ("audience",)
        plain = ("service", "case", "recording", "by", "at", "kind", "purpose", "refused")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(audience=""),
                name="recording_use_says_for_whom",
                violation_error_message="Say who sees it.",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["recording", "-id"], name="uses_of_a_recording")]

    def __str__(self) -> str:
        return f"{self.kind} of recording {self.recording_id}"
