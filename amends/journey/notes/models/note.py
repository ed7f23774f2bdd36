"""Case notes and the manager's oversight: added to, never changed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow, Participant
from amends.foundation.lib.locking import LockedCharField, LockedTextField


class Note(FileRow):
    """A dated note of one side's file. What it says is in its versions, of which the last counts (hub manual C3)."""

    happened_on = models.DateField(help_text="The day it is about.")
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        plain = "__all__"

    class Meta:
        indexes: ClassVar = [models.Index(fields=["file", "-happened_on", "-id"], name="notes_of_a_file")]

    def __str__(self) -> str:
        return f"note {self.pk}"


class NoteVersion(FileRow):
    """What a note said from a moment on. A correction is one more version, with the reason for it."""

    note = models.ForeignKey(Note, models.CASCADE, related_name="versions")
    words = LockedTextField()
    reason = LockedCharField(
        max_length=200, blank=True, help_text="Why it was corrected; empty for the first."
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("words", "reason")
        plain = ("service", "file", "note", "by", "at")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(words=""),
                name="note_says_something",
                violation_error_message="Write something down.",
            )
        ]

    def __str__(self) -> str:
        return f"version {self.pk} of note {self.note_id}"


class Oversight(FileRow):
    """The manager's view of a sensitive case, with reasons and what followed (HMPPS framework 6.14)."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="oversights")
    appropriate = models.BooleanField(help_text="Whether restorative justice is appropriate here.")
    rationale = LockedTextField()
    action_taken = LockedTextField()
    manager = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("rationale", "action_taken")
        plain = ("service", "file", "participant", "appropriate", "manager", "at")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(rationale="") & ~Q(action_taken=""),
                name="oversight_says_why_and_what",
                violation_error_message="Write down the reasons and what was done.",
            )
        ]

    def __str__(self) -> str:
        return f"oversight {self.pk}"

    @property
    def as_text(self) -> str:
        """For copying into the case recording system."""
        answer = "appropriate" if self.appropriate else "not appropriate"
        return f"Manager's oversight: {answer}.\nReasons: {self.rationale}\nDone: {self.action_taken}"


class OversightAddendum(FileRow):
    """Something added to it later; or where it was copied to."""

    oversight = models.ForeignKey(Oversight, models.CASCADE, related_name="addenda")
    words = LockedTextField(blank=True)
    copied_to = models.CharField(
        max_length=120, blank=True, help_text="The reference in the authority's system."
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("words",)
        plain = ("service", "file", "oversight", "copied_to", "by", "at")

    class Meta:
        verbose_name_plural = "oversight addenda"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(words="") | ~Q(copied_to=""),
                name="addendum_says_something",
                violation_error_message="Add words, or the reference of the copy.",
            )
        ]

    def __str__(self) -> str:
        return f"addendum {self.pk}"
