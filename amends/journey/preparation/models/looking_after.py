"""What keeps somebody well before, during and after contact, and what was left with them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow, Participant
from amends.foundation.lib.locking import LockedCharField


class Measure(FileRow):
    """One measure for somebody's wellbeing, agreed between officer, service and the person (HMPPS 6.23)."""

    class When(models.TextChoices):
        """When it helps."""

        BEFORE = "before", "Before"
        DURING = "during", "During"
        AFTER = "after", "Afterwards"

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="measures")
    words = LockedCharField(max_length=300)
    when = models.CharField(max_length=6, choices=When.choices)
    responsible = models.CharField(max_length=120, blank=True, help_text="A name or a post.")
    agreed_with_person = models.BooleanField(default=False)
    agreed_with_officer = models.BooleanField(default=False)
    in_place_on = models.DateField(null=True, blank=True)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Privacy:
        retention = "case"
        personal = ("words", "responsible")
        plain = (
            "service",
            "file",
            "participant",
            "when",
            "agreed_with_person",
            "agreed_with_officer",
            "in_place_on",
            "added_by",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(in_place_on__isnull=True) | (~Q(responsible="") & Q(agreed_with_person=True)),
                name="measure_in_place_is_agreed",
                violation_error_message="Before it is in place, say who answers for it, and agree it with the person.",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["participant", "id"], name="measures_of_a_participant")]

    def __str__(self) -> str:
        return f"measure {self.pk} for participant {self.participant_id}"


class LeftBehind(FileRow):
    """Something left with somebody after a meeting, such as a film, and its return (Wait 'til Eight 6, 4.3)."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="left_behind")
    what = models.CharField(max_length=120, help_text="Such as: film on a disc.")
    left_on = models.DateField()
    return_by = models.DateField(null=True, blank=True, help_text="Empty when they may keep it.")
    returned_on = models.DateField(null=True, blank=True)
    left_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Privacy:
        retention = "case"
        plain = "__all__"

    class Meta:
        verbose_name_plural = "left behind"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(return_by__isnull=True) | Q(return_by__gte=F("left_on")),
                name="returned_after_it_was_left",
                violation_error_message="It cannot be due back before it was left.",
            ),
            models.CheckConstraint(
                condition=Q(returned_on__isnull=True) | Q(returned_on__gte=F("left_on")),
                name="came_back_after_it_was_left",
                violation_error_message="It cannot have come back before it was left.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["participant", "id"], name="left_with_a_participant")]

    def __str__(self) -> str:
        return f"{self.what} with participant {self.participant_id}"
