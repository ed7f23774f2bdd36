"""Answers to a questionnaire, with the version of it that they answer. Definitions are in policy/questionnaires."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import Service, User
from amends.foundation.case.models import Case, CaseFile, Participant
from amends.foundation.case.reach import within_reach
from amends.foundation.lib.locking import LockedJSONField


class ResponseQuerySet(models.QuerySet["Response"]):
    """Responses are always asked for through `visible_to`."""

    def visible_to(self, user: User) -> "ResponseQuerySet":
        """What this user may read: of their service, files and cases; without a case, what they answered themselves."""
        return self.filter(within_reach(user) | Q(case__isnull=True, answered_by=user))


class Response(models.Model):
    """One filling-in. Once complete it is never changed; who thinks otherwise later fills in a new one."""

    class State(models.TextChoices):
        """A draft keeps whatever has been answered so far."""

        DRAFT = "draft", "Being filled in"
        COMPLETE = "complete", "Complete"

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.CASCADE, null=True, blank=True, related_name="+")
    file = models.ForeignKey(CaseFile, models.CASCADE, null=True, blank=True, related_name="+")
    participant = models.ForeignKey(
        Participant, models.CASCADE, null=True, blank=True, related_name="responses"
    )
    subject = models.CharField(max_length=80, help_text="The row it is about, as model:key.")
    key = models.CharField(max_length=60, help_text="The key of the definition in policy/questionnaires.")
    version = models.PositiveIntegerField(help_text="The version of the definition.")
    answers = LockedJSONField(default=dict, blank=True)
    beside = LockedJSONField(
        default=dict, blank=True, help_text="What the page asks beside the questions, while it is a draft."
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    answered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(db_default=Now())
    completed_at = models.DateTimeField(null=True, blank=True)

    objects = ResponseQuerySet.as_manager()

    class Privacy:
        retention = "case"
        personal = ("answers", "beside")
        plain = (
            "service",
            "case",
            "file",
            "participant",
            "subject",
            "key",
            "version",
            "state",
            "answered_by",
            "started_at",
            "completed_at",
        )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subject", "key", "answered_by"],
                condition=Q(state="draft"),
                name="one_draft_each",
                violation_error_message="You have begun this already.",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", completed_at__isnull=True)
                | Q(state="complete", completed_at__isnull=False),
                name="complete_has_a_time",
                violation_error_message="What is complete has the time at which it was.",
            ),
            models.CheckConstraint(
                condition=Q(participant__isnull=True) | Q(file__isnull=False),
                name="response_about_somebody_is_in_their_file",
                violation_error_message="Answers about somebody belong to their own file.",
            ),
            models.CheckConstraint(
                condition=Q(file__isnull=True) | Q(case__isnull=False),
                name="response_of_a_file_names_its_case",
                violation_error_message="Answers about one side belong to the case of that side.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["subject", "key", "-completed_at"], name="responses_about_a_row"),
            models.Index(fields=["case", "key"], name="responses_of_a_case"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.version} about {self.subject}"

    @property
    def is_locked(self) -> bool:
        """Whether it is closed for good; PostgreSQL refuses to change it then."""
        return self.state == self.State.COMPLETE
