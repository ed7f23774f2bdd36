"""A question to somebody else, and what they decided."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from amends.foundation.access.models import Service, User
from amends.foundation.access.permissions import Permission, permission_choices
from amends.foundation.case.models import Case, CaseFile
from amends.foundation.case.reach import within_reach
from amends.foundation.lib.locking import LockedTextField


class ApprovalQuerySet(models.QuerySet["Approval"]):
    """Approvals are always asked for through `visible_to`."""

    def visible_to(self, user: User) -> "ApprovalQuerySet":
        """What this user may know of: of their service, cases and files, and what they asked themselves."""
        return self.filter(within_reach(user) | Q(asked_by=user))

    def open(self) -> "ApprovalQuerySet":
        """Those that wait for a decision."""
        return self.filter(decision="")


class Approval(models.Model):
    """One question that needs a second person: `key` says which kind, `subject` what it is about."""

    class Decision(models.TextChoices):
        """How it ended; empty while it waits."""

        APPROVED = "approved", "Approved"
        REFUSED = "refused", "Refused"
        WITHDRAWN = "withdrawn", "Withdrawn by who asked"

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.CASCADE, null=True, blank=True, related_name="approvals")
    file = models.ForeignKey(CaseFile, models.CASCADE, null=True, blank=True, related_name="+")
    key = models.CharField(max_length=60, help_text="What sort of decision, as room.what: risk.high.")
    subject = models.CharField(max_length=80, help_text="The row it is about, as model:key.")
    question = models.CharField(max_length=300, help_text="What is to be decided, without names of people.")
    link = models.CharField(max_length=200, blank=True, help_text="Where the decider can read more.")
    permission = models.CharField(
        max_length=40, choices=permission_choices, default=Permission.APPROVAL_DECIDE
    )
    asked_at = models.DateTimeField(db_default=Now())
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decision = models.CharField(max_length=10, choices=Decision.choices, blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    reason = LockedTextField(blank=True)

    objects = ApprovalQuerySet.as_manager()

    class Privacy:
        retention = "case"
        personal = ("reason",)
        plain = (
            "service",
            "case",
            "file",
            "key",
            "subject",
            "question",
            "link",
            "permission",
            "asked_at",
            "asked_by",
            "decision",
            "decided_at",
            "decided_by",
        )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subject", "key"],
                condition=Q(decision=""),
                name="asked_once",
                violation_error_message="This has been asked already and waits for a decision.",
            ),
            models.CheckConstraint(
                condition=~Q(decision__in=["approved", "refused"]) | ~Q(decided_by=F("asked_by")),
                name="decided_by_somebody_else",
                violation_error_message="Somebody else has to decide, not the person who asked.",
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(decision="") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="decision_by_somebody_at_a_time",
                violation_error_message="A decision says who made it and when.",
            ),
            models.CheckConstraint(
                condition=~Q(decision="refused") | ~Q(reason=""),
                name="refusal_has_a_reason",
                violation_error_message="Say why, so that the others know what to change.",
            ),
            models.CheckConstraint(
                condition=Q(file__isnull=True) | Q(case__isnull=False),
                name="approval_of_a_file_names_its_case",
                violation_error_message="A question about a file belongs to the case of that file.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["service", "asked_at"], name="approvals_waiting", condition=Q(decision="")),
            models.Index(fields=["case", "-asked_at"], name="approvals_of_a_case"),
        ]

    def __str__(self) -> str:
        return f"{self.key} of {self.subject}: {self.decision or 'waiting'}"
