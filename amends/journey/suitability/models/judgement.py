"""Judgements on whether this is right for one person now: on paper, after the visit, by the manager, side by side."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow, Participant
from amends.foundation.lib.locking import LockedJSONField, LockedTextField
from amends.foundation.questionnaire.models import Response
from amends.journey.suitability.models.interview import Interview


class Judgement(FileRow):
    """One judgement of one person. A later one of the same kind takes its place; none is ever changed."""

    class MadeAs(models.TextChoices):
        """From where it was made."""

        PAPER = "paper", "Coordinator, on paper"
        VISIT = "visit", "Facilitators, after meeting them"
        MANAGER = "manager", "Service manager"

    class Outcome(models.TextChoices):
        """What it says."""

        SUITABLE = "suitable", "Suitable"
        NOT_YET = "not_yet", "Not yet"
        NOT_SUITABLE = "not_suitable", "Not suitable"

    class Responsibility(models.TextChoices):
        """How far responsibility is taken; not asked of the person harmed."""

        FULL = "full", "All of it"
        PART = "part", "Part of it"
        NONE = "none", "None of it"
        UNKNOWN = "unknown", "Not known yet"
        NOT_ASKED = "not_asked", "Not a question for this person"

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="judgements")
    made_as = models.CharField(max_length=10, choices=MadeAs.choices)
    outcome = models.CharField(max_length=15, choices=Outcome.choices)
    willing = models.BooleanField(null=True, blank=True, help_text="Empty while it is not known.")
    responsibility = models.CharField(
        max_length=10, choices=Responsibility.choices, default=Responsibility.NOT_ASKED
    )
    safe = models.BooleanField(
        null=True,
        blank=True,
        help_text="Contact between the two sides would be as safe as it can be made.",
    )
    both_agree = models.BooleanField(default=False, help_text="Both facilitators are of this opinion.")
    basis = LockedTextField(help_text="What it rests on. Lack of feeling for the other is never a ground.")
    grounds = ArrayField(
        models.CharField(max_length=20),
        default=list,
        blank=True,
        help_text="Why not, as keys of policy/suitability.yaml.",
    )
    because = LockedJSONField(default=list, blank=True, help_text="What the answers said by themselves.")
    flags = LockedJSONField(default=list, blank=True, help_text="What to look at in the case.")
    indirect_only = models.BooleanField(default=False, help_text="Letters and messages, no meeting.")
    without_oasys = models.BooleanField(default=False)
    manager_asked = models.BooleanField(default=False, help_text="The manager judges as well.")
    requirement = models.CharField(
        max_length=10,
        blank=True,
        choices=[("include", "Propose it"), ("leave_out", "Leave it out")],
        help_text="Whether the court is asked to make it part of a community sentence.",
    )
    requirement_reason = LockedTextField(blank=True)
    response = models.ForeignKey(Response, models.PROTECT, null=True, blank=True, related_name="+")
    interview = models.ForeignKey(Interview, models.PROTECT, null=True, blank=True, related_name="+")
    interviewed_on = models.DateField(null=True, blank=True)
    until = models.DateField(help_text="Asked again after this day.")
    judged_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    judged_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("basis", "because", "flags", "requirement_reason")
        plain = (
            "service",
            "file",
            "participant",
            "made_as",
            "outcome",
            "willing",
            "responsibility",
            "safe",
            "both_agree",
            "grounds",
            "indirect_only",
            "without_oasys",
            "manager_asked",
            "requirement",
            "interview",
            "response",
            "interviewed_on",
            "until",
            "judged_by",
            "judged_at",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(outcome="not_suitable")
                | Q(interviewed_on__isnull=False)
                | Q(grounds__contains=["excluded"]),
                name="unsuitable_only_after_talking",
                violation_error_message="Nobody is turned down without having been talked to. When was that?",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="not_suitable") | ~Q(grounds=[]),
                name="unsuitable_on_a_permitted_ground",
                violation_error_message="Choose at least one permitted ground.",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="suitable") | Q(made_as="paper") | Q(willing=True, safe=True),
                name="suitable_is_willing_and_safe",
                violation_error_message="Somebody who is not willing, or not safe, cannot be suitable now.",
            ),
            models.CheckConstraint(
                condition=~Q(requirement="leave_out") | ~Q(requirement_reason=""),
                name="left_out_with_a_reason",
                violation_error_message="Say why it is left out.",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="suitable") | ~Q(responsibility="none"),
                name="suitable_takes_some_responsibility",
                violation_error_message="Without any responsibility taken it cannot be suitable now.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["participant", "made_as", "-id"], name="latest_judgement")]

    def __str__(self) -> str:
        return f"{self.made_as}: {self.outcome}"

    @property
    def outcome_words(self) -> str:
        """What pages and papers call the outcome."""
        suitable = self.outcome == self.Outcome.SUITABLE
        return (
            "Suitable, not for a meeting" if suitable and self.indirect_only else self.get_outcome_display()
        )

    @property
    def is_out_of_date(self) -> bool:
        """Whether the day after which it is asked again has passed."""
        return self.until < timezone.localdate()
