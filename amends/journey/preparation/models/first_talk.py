"""The first meeting with the person harmed, under four headings, and what it leads to."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow, Participant
from amends.foundation.lib.locking import LockedCharField, LockedTextField


class FirstTalk(FileRow):
    """What somebody told us when we first met, and one of four next steps (Wait 'til Eight 6A). Never changed."""

    class Next(models.TextChoices):
        """What it leads to."""

        PREPARE = "prepare", "Start preparing a meeting"
        THINK = "think", "Time to think"
        NO = "no", "They do not want to take part"
        ANOTHER = "another", "Plan another way for them to be involved"

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="first_talks")
    met_on = models.DateField()
    happened = LockedTextField(help_text="What happened.")
    effects = LockedTextField(help_text="How they and others were affected.")
    remaining = LockedTextField(blank=True, help_text="Remaining questions and concerns.")
    better = LockedTextField(blank=True, help_text="What would make it better.")
    next_step = models.CharField(max_length=8, choices=Next.choices)
    allows = LockedCharField(max_length=300, blank=True, help_text="What they want or allow, in a few words.")
    review_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Privacy:
        retention = "case"
        personal = ("happened", "effects", "remaining", "better", "next_step", "allows")
        counted = ("next_step",)
        plain = ("service", "file", "participant", "met_on", "review_on", "recorded_by")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(next_step="think") | Q(review_on__isnull=False),
                name="time_to_think_has_an_end",
                violation_error_message="Agree a day on which you ask them again.",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["participant", "-id"], name="first_talks_of_a_person")]

    def __str__(self) -> str:
        return f"first talk with participant {self.participant_id}"
