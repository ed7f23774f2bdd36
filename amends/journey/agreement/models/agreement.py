"""The agreement itself, and everybody who agrees to it or gets a copy."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import CaseRow, Participant, Side
from amends.foundation.lib.locking import LockedCharField, LockedTextField


class OutcomeAgreement(CaseRow):
    """One agreement of a case. Both sides may know all of it, so it never holds anybody's address or number."""

    class Way(models.TextChoices):
        """How they came to it."""

        MEETING = "meeting", "Face to face"
        VIDEO = "video", "By video"
        INDIRECT = "indirect", "Carried between them"

    class State(models.TextChoices):
        """A conference may well end without an agreement (PF-119)."""

        DRAFT = "draft", "Draft"
        FINAL = "final", "Final"
        NONE_REACHED = "none_reached", "None reached"

    class Check(models.TextChoices):
        """What whoever looked at it thinks (PF-118)."""

        NOT_LOOKED = "not_looked", "Not looked at yet"
        OK = "ok", "No concern"
        CONCERN = "concern", "Concern"

    made_on = models.DateField(help_text="The day they agreed, or met.")
    way = models.CharField(max_length=10, choices=Way.choices)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    none_reason = LockedTextField(blank=True)
    words_together = LockedTextField(blank=True, help_text="Something they wanted to say together.")
    if_not_kept = LockedTextField(
        blank=True, help_text="What they agreed should happen if it is not kept. It never touches an order."
    )
    public_protection = models.CharField(max_length=10, choices=Check.choices, default=Check.NOT_LOOKED)
    community = models.CharField(max_length=10, choices=Check.choices, default=Check.NOT_LOOKED)
    checked_with = models.CharField(
        max_length=120, blank=True, help_text="The officer who was asked, by post."
    )
    checked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    concern = LockedTextField(blank=True)
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    settled_how = LockedTextField(blank=True)
    office_copy_on = models.DateField(null=True, blank=True, help_text="When the office had its own copy.")
    distributed_on = models.DateField(
        null=True, blank=True, help_text="When everybody who should have it had it."
    )
    distributed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    why_no_officer = LockedCharField(max_length=300, blank=True, default="")
    why_no_liaison = LockedCharField(max_length=300, blank=True, default="")
    drafted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(db_default=Now())
    final_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        retention = "case"
        personal = (
            "none_reason",
            "words_together",
            "if_not_kept",
            "concern",
            "settled_how",
            "why_no_officer",
            "why_no_liaison",
        )
        plain = (
            "service",
            "case",
            "made_on",
            "way",
            "state",
            "public_protection",
            "community",
            "checked_with",
            "checked_by",
            "checked_at",
            "settled_by",
            "office_copy_on",
            "distributed_on",
            "distributed_by",
            "drafted_by",
            "drafted_at",
            "final_at",
        )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case"],
                condition=~Q(state="none_reached"),
                name="one_agreement_of_a_case",
                violation_error_message="This case has an agreement already.",
            ),
            models.CheckConstraint(
                condition=Q(state="final", final_at__isnull=False)
                | (~Q(state="final") & Q(final_at__isnull=True)),
                name="final_agreement_has_its_moment",
                violation_error_message="A final agreement says when it became final.",
            ),
            models.CheckConstraint(
                condition=(~Q(public_protection="concern") & ~Q(community="concern")) | ~Q(concern=""),
                name="agreement_concern_in_words",
                violation_error_message="Say what the concern is.",
            ),
            models.CheckConstraint(
                condition=~Q(state="final")
                | Q(public_protection="ok", community="ok")
                | (
                    ~Q(public_protection="not_looked")
                    & ~Q(community="not_looked")
                    & Q(settled_by__isnull=False)
                    & ~Q(settled_how="")
                ),
                name="final_agreement_without_open_concern",
                violation_error_message="An agreement becomes final once it was looked at and every concern is settled.",
            ),
        ]

    def __str__(self) -> str:
        return f"agreement {self.pk}, {self.state}"


class Party(CaseRow):
    """Somebody who agrees. `called` is how they want to be called in front of the other side; nothing else is shown."""

    class How(models.TextChoices):
        """How they said that they agree."""

        PAPER = "paper", "Signed on paper"
        SCREEN = "screen", "Signed on a screen"
        SPOKEN = "spoken", "Said so to their facilitator"

    agreement = models.ForeignKey(OutcomeAgreement, models.CASCADE, related_name="parties")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    side = models.CharField(max_length=12, choices=Side.choices)
    called = models.CharField(max_length=120)
    part = models.CharField(max_length=60, help_text="Person harmed, or a supporter, in words.")
    agrees = models.BooleanField(
        default=True, help_text="Off for those who only get a copy, such as supporters."
    )
    agreed_on = models.DateField(null=True, blank=True)
    agreed_how = models.CharField(max_length=10, choices=How.choices, blank=True)
    agreed_noted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    copy_on = models.DateField(null=True, blank=True)
    copy_at_meeting = models.BooleanField(default=False, help_text="They took it home from the meeting.")

    class Privacy:
        retention = "case"
        personal = ("called",)
        plain = (
            "service",
            "case",
            "agreement",
            "participant",
            "side",
            "part",
            "agrees",
            "agreed_on",
            "agreed_how",
            "agreed_noted_by",
            "copy_on",
            "copy_at_meeting",
        )

    class Meta:
        verbose_name_plural = "parties"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agreement", "participant"],
                name="party_once",
                violation_error_message="They are in this agreement already.",
            ),
            models.CheckConstraint(
                condition=Q(agreed_on__isnull=True, agreed_how="", agreed_noted_by__isnull=True)
                | (Q(agreed_on__isnull=False, agreed_noted_by__isnull=False) & ~Q(agreed_how="")),
                name="party_agreed_with_day_and_way",
                violation_error_message="Say when and how they agreed.",
            ),
            models.CheckConstraint(
                condition=Q(copy_at_meeting=False) | Q(copy_on__isnull=False),
                name="party_copy_has_a_day",
                violation_error_message="Say when they had their copy.",
            ),
        ]

    def __str__(self) -> str:
        return f"party {self.pk}"
