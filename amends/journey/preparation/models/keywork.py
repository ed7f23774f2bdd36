"""Resources that were used with somebody, and what their keyworker in prison is told."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow, Participant
from amends.foundation.lib.locking import LockedCharField, LockedTextField
from amends.service.library.models import Entry


class ResourceUse(FileRow):
    """A resource of the service's list that was used to prepare somebody, and why this one (HMPPS 6.33)."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="resources_used")
    resource = models.ForeignKey(Entry, models.PROTECT, related_name="+")
    reason = LockedCharField(max_length=300)
    used_on = models.DateField()
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("reason",)
        kept_by_readers = True  # the officer in a prison notes it in a file they otherwise only read
        plain = ("service", "file", "participant", "resource", "used_on", "noted_by", "noted_at")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="resource_for_a_reason",
                violation_error_message="Say why this one was chosen.",
            ),
            models.UniqueConstraint(
                fields=["participant", "resource", "used_on"],
                name="resource_used_once_a_day",
                violation_error_message="This is noted for that day already.",
            ),
        ]

    def __str__(self) -> str:
        return f"resource {self.resource_id} used with participant {self.participant_id}"


class Keywork(FileRow):
    """What somebody's keyworker is told: the goals of the preparation, in words that name nobody else.

    The keyworker sees this row and nothing of the file it belongs to.
    """

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="keywork")
    keyworker = models.ForeignKey(User, models.PROTECT, related_name="+")
    goals = LockedTextField()
    since = models.DateField()
    until = models.DateField(null=True, blank=True, help_text="The day from which they no longer see it.")
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Privacy:
        retention = "case"
        personal = ("goals",)
        kept_by_readers = True  # the officer in a prison says what the keyworker is told
        plain = ("service", "file", "participant", "keyworker", "since", "until", "written_by")

    class Meta:
        verbose_name_plural = "keywork"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(goals=""),
                name="keywork_has_goals",
                violation_error_message="Say what the preparation works towards.",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="keywork_ends_after_start",
                violation_error_message="It cannot end before it began.",
            ),
            models.UniqueConstraint(
                fields=["participant"],
                condition=Q(until__isnull=True),
                name="one_keyworker_at_a_time",
                violation_error_message="Somebody else is their keyworker; end that first.",
            ),
        ]

    def __str__(self) -> str:
        return f"keywork with participant {self.participant_id}"
