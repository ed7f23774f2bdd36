"""What one side has written, version by version, and what the person who read it decided."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow, Participant
from amends.foundation.lib.locking import LockedTextField
from amends.foundation.questionnaire.models import Response
from amends.journey.indirect.models.exchange import Exchange


class Draft(FileRow):
    """One version, in the sender's file. Its words never change; a better one is a new version."""

    class Verdict(models.TextChoices):
        """What the reader decided."""

        PASSED = "passed", "May go out"
        CHANGES = "changes", "Back to the sender"

    exchange = models.ForeignKey(Exchange, models.CASCADE, related_name="drafts")
    number = models.PositiveSmallIntegerField()
    author = models.ForeignKey(Participant, models.CASCADE, related_name="drafts")
    words = LockedTextField(help_text="The words, or what is said in the recording.")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    helped_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    sender_agreed_on = models.DateField(
        null=True, blank=True, help_text="The day the sender agreed that exactly this is passed on."
    )
    original_at = models.CharField(max_length=120, blank=True, help_text="Where the paper or recording is.")
    handed_in_at = models.DateTimeField(null=True, blank=True)
    handed_in_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict.choices, blank=True, default="")
    to_change = LockedTextField(blank=True, help_text="For the sender, kindly: what to change and why.")
    misuse_possible = models.BooleanField(default=False)
    checklist = models.ForeignKey(Response, models.PROTECT, null=True, blank=True, related_name="+")
    vetted_at = models.DateTimeField(null=True, blank=True)
    vetted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Privacy:
        retention = "case"
        personal = ("words", "to_change", "original_at")
        plain = (
            "service",
            "file",
            "exchange",
            "number",
            "author",
            "made_by",
            "made_at",
            "helped_by",
            "sender_agreed_on",
            "handed_in_at",
            "handed_in_by",
            "verdict",
            "misuse_possible",
            "checklist",
            "vetted_at",
            "vetted_by",
            "released_at",
            "released_by",
        )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["exchange", "number"],
                name="draft_numbered_once",
                violation_error_message="Somebody saved another version at this moment. Look at it first.",
            ),
            models.CheckConstraint(
                condition=Q(vetted_by__isnull=True)
                | (~Q(vetted_by=F("handed_in_by")) & ~Q(vetted_by=F("made_by"))),
                name="nobody_vets_their_own",
                violation_error_message="Somebody else has to read it: you wrote it down or handed it in.",
            ),
            models.CheckConstraint(
                condition=Q(vetted_by__isnull=True)
                | Q(helped_by__isnull=True)
                | ~Q(vetted_by=F("helped_by")),
                name="helper_does_not_vet",
                violation_error_message="Somebody else has to read it: you helped with it.",
            ),
            models.CheckConstraint(
                condition=Q(verdict="", vetted_at__isnull=True, vetted_by__isnull=True)
                | (~Q(verdict="") & Q(vetted_at__isnull=False, vetted_by__isnull=False)),
                name="verdict_of_somebody",
                violation_error_message="Say who read it and when.",
            ),
            models.CheckConstraint(
                condition=~Q(verdict="changes") | ~Q(to_change=""),
                name="changes_are_said",
                violation_error_message="Say what should be changed and why.",
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True)
                | Q(
                    verdict="passed",
                    sender_agreed_on__isnull=False,
                    released_by__isnull=False,
                    checklist__isnull=False,
                ),
                name="nothing_unvetted_leaves",
                violation_error_message="It goes out only when it was read and passed, and the sender agrees to it.",
            ),
            models.UniqueConstraint(
                fields=["exchange"],
                condition=Q(released_at__isnull=False),
                name="one_version_released",
                violation_error_message="A version has been released already.",
            ),
        ]

    def __str__(self) -> str:
        return f"draft {self.number} of exchange {self.exchange_id}"
