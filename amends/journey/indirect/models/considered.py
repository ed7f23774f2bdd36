"""Another way that was talked about with somebody when they did not, or could not, meet."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow, Participant
from amends.foundation.lib.locking import LockedCharField


class Considered(FileRow):
    """What one person said to another way. In their own file: the other side does not learn what they said (KM-029)."""

    class Way(models.TextChoices):
        """Which."""

        LETTER = "letter", "A letter"
        RECORDING = "recording", "A recorded message"
        SHUTTLE = "shuttle", "Messages carried by a facilitator"
        VIDEO = "video", "A meeting by video"
        REPARATION = "reparation", "Doing something to make amends"
        OTHER = "other", "Something else"

    class Trigger(models.TextChoices):
        """Why a meeting is not for now."""

        UNSAFE = "unsafe", "A meeting would not be safe"
        CHOICE = "choice", "Somebody chose not to meet"

    class Answer(models.TextChoices):
        """What they said."""

        WANTS = "wants", "They would like that"
        THINKS = "thinks", "They want to think about it"
        DECLINES = "declines", "They do not want that"
        NOT_SUITABLE = "not_suitable", "It would not be right for them"

    OFFERED = ("wants", "thinks", "declines")
    OPEN = ("wants", "thinks")

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="considered")
    way = models.CharField(max_length=12, choices=Way.choices)
    trigger = models.CharField(max_length=8, choices=Trigger.choices)
    answer = models.CharField(max_length=14, choices=Answer.choices)
    on = models.DateField()
    words = LockedCharField(max_length=300, blank=True, default="")
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("answer", "words")
        plain = ("service", "file", "participant", "way", "trigger", "on", "noted_by", "noted_at")

    class Meta:
        verbose_name_plural = "ways considered"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(answer="not_suitable") | ~Q(words=""),
                name="not_suitable_way_says_why",
                violation_error_message="Say why it would not be right for them.",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["participant", "-id"], name="ways_of_a_person")]

    def __str__(self) -> str:
        return f"{self.way} considered with participant {self.participant_id}"
