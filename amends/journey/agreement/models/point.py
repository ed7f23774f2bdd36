"""One point of an agreement: an action with who and by when, or a statement that needs none; and what became of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import CaseRow
from amends.foundation.lib.locking import LockedCharField, LockedTextField
from amends.journey.agreement.models.agreement import OutcomeAgreement, Party

_NO_ACTION = Q(who__isnull=True, due__isnull=True, overseer__isnull=True, status="open")
_NOT_TOLD = Q(told_on__isnull=True, told_how="", does_not_wish_to_know=False)


class Point(CaseRow):
    """What was agreed, in their own words; after it is final only what became of it changes."""

    class Kind(models.TextChoices):
        """A statement is kept, not followed (W8-354)."""

        ACTION = "action", "Something to be done"
        STATEMENT = "statement", "A statement, nothing to be done"

    class Status(models.TextChoices):
        """How it stands."""

        OPEN = "open", "Open"
        DONE = "done", "Done"
        PART = "part", "Part done"
        NOT_DONE = "not_done", "Not done"
        CHANGED = "changed", "Changed"
        RELEASED = "released", "Let go by those it was promised to"

    class Told(models.TextChoices):
        """How the other side heard of it."""

        IN_PERSON = "in_person", "In person"
        PHONE = "phone", "By telephone"
        LETTER = "letter", "By letter"
        EMAIL = "email", "By e-mail"

    GOES_ON = (Status.OPEN, Status.PART, Status.CHANGED)

    agreement = models.ForeignKey(OutcomeAgreement, models.CASCADE, related_name="points")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.ACTION)
    what = LockedTextField()
    who = models.ForeignKey(Party, models.RESTRICT, null=True, blank=True, related_name="promises")
    due = models.DateField(null=True, blank=True)
    proof = LockedCharField(max_length=200, blank=True, help_text="By what we will see that it is done.")
    amount = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    overseer = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    proposed_by = models.ForeignKey(
        Party,
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="wishes",
        help_text="Whose wish it was; empty where a facilitator put it forward.",
    )
    support = LockedCharField(max_length=200, blank=True, help_text="What helps them to do it, and who.")
    tell_other_side = models.BooleanField(default=False)
    tell_what = LockedCharField(max_length=300, blank=True, help_text="Exactly what they will be told.")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    status_on = models.DateField(null=True, blank=True, help_text="The day it was done, or we learned of it.")
    note = LockedTextField(blank=True, help_text="How it went, and how we know.")
    signed_off = models.BooleanField(default=False, help_text="The overseer has seen the proof.")
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    noted_at = models.DateTimeField(null=True, blank=True)
    asked_on = models.DateField(
        null=True, blank=True, help_text="When the office asked the facilitator about it."
    )
    followed_up_on = models.DateField(
        null=True, blank=True, help_text="When the facilitator asked whoever does it."
    )
    told_on = models.DateField(null=True, blank=True)
    told_how = models.CharField(max_length=10, choices=Told.choices, blank=True)
    does_not_wish_to_know = models.BooleanField(default=False)
    added_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("what", "proof", "amount", "support", "tell_what", "note")
        plain = (
            "service",
            "case",
            "agreement",
            "kind",
            "who",
            "due",
            "overseer",
            "proposed_by",
            "tell_other_side",
            "status",
            "status_on",
            "signed_off",
            "noted_by",
            "noted_at",
            "asked_on",
            "followed_up_on",
            "told_on",
            "told_how",
            "does_not_wish_to_know",
            "added_at",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind="action", who__isnull=False, due__isnull=False, overseer__isnull=False)
                | (Q(kind="statement") & _NO_ACTION),
                name="action_has_who_when_and_overseer",
                violation_error_message="Say who does it, by when, and who of us looks after it.",
            ),
            models.CheckConstraint(
                condition=Q(tell_other_side=False) | ~Q(tell_what=""),
                name="point_to_tell_says_what",
                violation_error_message="Say exactly what the other side will be told.",
            ),
            models.CheckConstraint(
                condition=Q(status="open")
                | (Q(status_on__isnull=False, noted_by__isnull=False, noted_at__isnull=False) & ~Q(note="")),
                name="point_status_has_day_and_note",
                violation_error_message="Say on which day, and write a note of how it went.",
            ),
            models.CheckConstraint(
                condition=Q(signed_off=False) | ~Q(status="open"),
                name="point_signed_off_has_a_status",
                violation_error_message="Only what has a result can be signed off.",
            ),
            models.CheckConstraint(
                condition=_NOT_TOLD
                | (Q(told_on__isnull=False, does_not_wish_to_know=False) & ~Q(told_how=""))
                | Q(told_on__isnull=True, told_how="", does_not_wish_to_know=True),
                name="point_told_or_not_wanted",
                violation_error_message="Say when and how they were told, or that they do not wish to know.",
            ),
            models.CheckConstraint(
                condition=Q(followed_up_on__isnull=True) | Q(asked_on__isnull=False),
                name="point_asked_before_followed_up",
                violation_error_message="Say first when the office asked about it.",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gt=0),
                name="point_amount_positive",
                violation_error_message="An amount is more than nothing.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agreement", "id"], name="points_of_an_agreement"),
            models.Index(fields=["service", "due", "id"], name="promises_by_day", condition=Q(kind="action")),
        ]

    def __str__(self) -> str:
        return f"point {self.pk}"

    @property
    def is_action(self) -> bool:
        """Whether somebody has promised to do something."""
        return self.kind == self.Kind.ACTION

    @property
    def is_told(self) -> bool:
        """Whether the other side has heard of it, or does not want to."""
        return self.told_on is not None or self.does_not_wish_to_know
