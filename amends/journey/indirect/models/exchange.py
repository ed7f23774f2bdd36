"""One letter or message on its way from one side to the other. What it says is not here."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import CaseRow, Side
from amends.foundation.lib.locking import LockedTextField


class Exchange(CaseRow):
    """Where it is and who has it. The drafts are in the sender's file, what was received in the recipient's."""

    class Kind(models.TextChoices):
        """What goes across."""

        LETTER = "letter", "Letter"
        RECORDING = "recording", "Recorded message"
        VIDEO = "video", "Video message"
        SHUTTLE = "shuttle", "Message carried by a facilitator"

    class State(models.TextChoices):
        """Where it is. `ended` says no more than that: whether it was refused is in the recipient's file."""

        WRITING = "writing", "Being written"
        VETTING = "vetting", "With the person who reads it"
        PASSED = "passed", "Read and passed"
        RELEASED = "released", "Released"
        DELIVERED = "delivered", "Delivered"
        ENDED = "ended", "Ended"

    class Ground(models.TextChoices):
        """Why no meeting: cost and convenience are no grounds (NOMS service specification 4)."""

        UNSAFE = "unsafe", "A meeting would not be safe, as the risk assessment says"
        CHOICE = "choice", "They chose not to meet, knowing what it would be"
        BESIDE = "beside", "It goes beside a meeting, before or after it"

    RECORDED = ("recording", "video")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    from_side = models.CharField(max_length=12, choices=Side.choices)
    to_side = models.CharField(max_length=12, choices=Side.choices)
    answers = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replies", help_text="What it replies to."
    )
    ground = models.CharField(max_length=10, choices=Ground.choices, blank=True, default="")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WRITING)
    handed_in_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    may_be_kept = models.BooleanField(default=False, help_text="Whether the recipient may keep it.")
    told_back = LockedTextField(
        blank=True, help_text="What the sender may be told, exactly as the recipient agreed."
    )
    told_back_on = models.DateField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True, help_text="When it first reached somebody.")
    begun_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        retention = "case"
        personal = ("told_back",)
        plain = (
            "service",
            "case",
            "kind",
            "from_side",
            "to_side",
            "answers",
            "ground",
            "state",
            "handed_in_at",
            "released_at",
            "may_be_kept",
            "told_back_on",
            "delivered_at",
            "begun_by",
            "begun_at",
            "ended_at",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(from_side=F("to_side")),
                name="exchange_goes_across",
                violation_error_message="It goes from one side to the other.",
            ),
            models.CheckConstraint(
                condition=Q(may_be_kept=False) | ~Q(kind__in=("recording", "video")),
                name="recording_is_never_left",
                violation_error_message="A recorded message is never left with anybody.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("writing", "vetting", "passed", "ended"))
                | Q(released_at__isnull=False),
                name="released_at_some_time",
                violation_error_message="It is released by somebody before it is delivered.",
            ),
            models.CheckConstraint(
                condition=Q(state="ended", ended_at__isnull=False)
                | (~Q(state="ended") & Q(ended_at__isnull=True)),
                name="exchange_ended_at_some_time",
                violation_error_message="What has ended has the time at which it did.",
            ),
            models.CheckConstraint(
                condition=~Q(state="delivered") | Q(delivered_at__isnull=False),
                name="delivered_at_some_time",
                violation_error_message="What was delivered has the time at which it was.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["case", "-id"], name="exchanges_of_a_case")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} of case {self.case_id}"

    @property
    def words(self) -> str:
        """How lists call it: kind and direction."""
        sides = dict(Side.choices)
        ends = [sides[side] for side in (self.from_side, self.to_side)]
        named = self.from_side in {Side.PARTY_A, Side.PARTY_B}  # “Party A” is a name
        sender, recipient = ends if named else [f"the {end.lower()}" for end in ends]
        return f"{self.get_kind_display()} from {sender} to {recipient}"

    @property
    def way(self) -> str:
        """The purpose of consent under which it goes."""
        return {"letter": "letters", "shuttle": "shuttle"}.get(self.kind, "recorded_message")

    @property
    def is_recorded(self) -> bool:
        """Whether there is a recording that has to come back."""
        return self.kind in self.RECORDED
