"""An offer of a case to a facilitator and what became of it, from the offer to the day they leave the case."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from amends.foundation.access.models import Service, User
from amends.foundation.case.models import CaseRow
from amends.foundation.lib.locking import LockedCharField, LockedTextField

LIVE = Q(position__isnull=False, ended_at__isnull=True)


class AllocationQuerySet(models.QuerySet["Allocation"]):
    """Words for the states an allocation can be in."""

    def live(self) -> "AllocationQuerySet":
        """Accepted and not ended."""
        return self.filter(LIVE)

    def standing(self) -> "AllocationQuerySet":
        """Live, and no declared link stands in the way."""
        unlinked = Q(link=Allocation.Link.NONE) | Q(decision=Allocation.Decision.KEEP)
        return self.live().filter(unlinked)

    def waiting(self) -> "AllocationQuerySet":
        """Offers nobody has answered yet."""
        return self.filter(answer="", ended_at__isnull=True)


class Allocation(CaseRow):
    """One case offered to one facilitator. Two live rows a case at most, in position 1 and 2 (hub manual, process 1).

    An offer carries what may be known before accepting, because the case itself cannot be opened until then.
    """

    class Answer(models.TextChoices):
        """How the offer ended; empty while it waits."""

        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        FILLED = "filled", "Two others were first"
        WITHDRAWN = "withdrawn", "Taken back"

    class Why(models.TextChoices):
        """Asked once, so that the next offer fits better."""

        TIME = "time", "No time at the moment"
        DISTANCE = "distance", "Too far away"
        KIND = "kind", "Not the right kind of case for me"
        LINK = "link", "I have a link with somebody in it"
        OTHER = "other", "Another reason"

    class Link(models.TextChoices):
        """What they declared on accepting (hub manual, process 2)."""

        NONE = "no_link", "No link with anybody in the case"
        DECLARED = "link", "A link"

    class Decision(models.TextChoices):
        """The coordinator's answer to a declared link."""

        KEEP = "keep", "May stay"
        REPLACE = "replace", "To be replaced"

    user = models.ForeignKey(User, models.PROTECT, related_name="allocations")
    number = models.CharField(max_length=20, help_text="The case's number, for lists.")
    about = models.CharField(max_length=120, help_text="What it is about, without names.")
    people = models.CharField(max_length=200, blank=True, help_text="Initials and areas, for the offer.")
    message = LockedTextField(blank=True, help_text="To the facilitator; no names.")
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    over_limit_reason = LockedCharField(
        max_length=300, blank=True, help_text="Why a manager lets the limit be passed."
    )
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=10, choices=Why.choices, blank=True, default="")
    why_note = LockedCharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(null=True, blank=True, help_text="1 or 2 once accepted.")
    link = models.CharField(max_length=10, choices=Link.choices, blank=True, default="")
    declared_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(max_length=10, choices=Decision.choices, blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    ended_reason = LockedCharField(max_length=300, blank=True, help_text="Why somebody else is found.")

    objects = AllocationQuerySet.as_manager()

    class Privacy:
        retention = "case"
        personal = ("people", "message", "why_note", "over_limit_reason", "ended_reason")
        plain = (
            "service",
            "case",
            "user",
            "number",
            "about",
            "offered_at",
            "offered_by",
            "answer",
            "answered_at",
            "why",
            "position",
            "link",
            "declared_at",
            "decision",
            "decided_at",
            "decided_by",
            "ended_at",
            "ended_by",
        )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "position"],
                condition=LIVE,
                name="two_facilitators_at_most",
                violation_error_message="Two facilitators have already accepted this case.",
            ),
            models.UniqueConstraint(
                fields=["case", "user"],
                condition=Q(ended_at__isnull=True, answer__in=["", "accepted"]),
                name="nobody_twice_on_a_case",
                violation_error_message="They already have this case or an offer of it.",
            ),
            models.CheckConstraint(
                condition=Q(position__isnull=True) | Q(position__in=[1, 2]),
                name="first_or_second_facilitator",
                violation_error_message="A case has a first and a second facilitator.",
            ),
            models.CheckConstraint(
                condition=Q(answer="accepted", position__isnull=False)
                | (~Q(answer="accepted") & Q(position__isnull=True)),
                name="accepted_has_a_position",
                violation_error_message="Only somebody who accepted is one of the two.",
            ),
            models.CheckConstraint(
                condition=~Q(answer="accepted") | (~Q(link="") & Q(declared_at__isnull=False)),
                name="accepted_with_declaration",
                violation_error_message="Say whether you have a link with anybody in the case.",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="answer_has_a_time",
                violation_error_message="An answer has a time.",
            ),
            models.CheckConstraint(
                condition=~Q(answer="declined") | ~Q(why=""),
                name="declined_with_reason",
                violation_error_message="Say why you cannot take it.",
            ),
            models.CheckConstraint(
                condition=Q(decision="") | Q(link="link", decided_at__isnull=False, decided_by__isnull=False),
                name="only_a_link_is_decided",
                violation_error_message="Only a declared link is decided about, by somebody, at some time.",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(answer="accepted") & ~Q(ended_reason=""),
                name="leaving_has_a_reason",
                violation_error_message="Say why they leave the case.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["user"], name="live_cases_of_a_facilitator", condition=LIVE),
            models.Index(fields=["user", "-offered_at"], name="offers_to_a_facilitator"),
            models.Index(fields=["case", "-offered_at"], name="offers_of_a_case"),
        ]

    def __str__(self) -> str:
        return f"{self.number} to user {self.user_id}"

    @property
    def is_live(self) -> bool:
        """Accepted and not ended."""
        return self.position is not None and self.ended_at is None

    @property
    def is_standing(self) -> bool:
        """Live, and no declared link stands in the way."""
        return self.is_live and (self.link == self.Link.NONE or self.decision == self.Decision.KEEP)


class LinkDetails(models.Model):
    """What somebody declared, in their words: for the coordinator alone, not for the other facilitator."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    allocation = models.OneToOneField(Allocation, models.CASCADE, related_name="link_details")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    details = LockedTextField()

    class Privacy:
        retention = "case"
        personal = ("details",)
        plain = ("service", "allocation", "user")

    class Meta:
        verbose_name_plural = "link details"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(details=""),
                name="link_has_details",
                violation_error_message="Say what the link is.",
            )
        ]

    def __str__(self) -> str:
        return f"link declared in allocation {self.allocation_id}"
