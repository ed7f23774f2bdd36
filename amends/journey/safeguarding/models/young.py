"""What a parent or guardian knows and permits, and how age and support were weighed for somebody under 18."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow, Participant
from amends.foundation.lib.locking import LockedTextField


class AdultsSay(FileRow):
    """What one adult said about one thing, on a day. The last answer counts; none is ever changed."""

    class What(models.TextChoices):
        """Four things, each asked by itself (Wait 'til Eight section 5 para 4)."""

        KNOWS = "knows", "They know about it"
        CONTACT = "contact", "We may be in touch with the child"
        TAKE_PART = "take_part", "The child may take part"
        ATTEND = "attend", "The child may be at the meeting"

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="adults_say")
    adult = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    what = models.CharField(max_length=10, choices=What.choices)
    answer = models.BooleanField()
    on = models.DateField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        plain = "__all__"

    class Meta:
        verbose_name_plural = "what parents and guardians say"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(participant=F("adult")),
                name="nobody_permits_for_themselves",
                violation_error_message="The adult is somebody else.",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["participant", "what", "-id"], name="latest_of_adults")]

    def __str__(self) -> str:
        return f"{self.what}: {self.answer}"


class Weighing(FileRow):
    """How age, maturity and support were weighed before somebody under 18 meets anybody (section 5 para 4).

    It also keeps what the family's part in the decision was. The last one counts.
    """

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="weighings")
    age = models.PositiveSmallIntegerField(help_text="As worked out on that day.")
    maturity = LockedTextField()
    family_support = LockedTextField()
    other_support = LockedTextField(blank=True)
    adults_decide = models.BooleanField(help_text="The parents or guardians were part of the decision.")
    adult_comes = models.BooleanField(help_text="One of them comes along as a supporter.")
    conclusion = LockedTextField()
    on = models.DateField()
    weighed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    weighed_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("maturity", "family_support", "other_support", "conclusion")
        plain = (
            "service",
            "file",
            "participant",
            "age",
            "adults_decide",
            "adult_comes",
            "on",
            "weighed_by",
            "weighed_at",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(age__lt=18),
                name="weighed_for_the_young",
                violation_error_message="This is for somebody under 18.",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["participant", "-id"], name="latest_weighing")]

    def __str__(self) -> str:
        return f"weighing for participant {self.participant_id}"
