"""The protective markings that a scheme has agreed and explained, which kind of document gets which, and every change."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import Service, User
from amends.foundation.case.models import Case, CaseFile
from amends.foundation.documents.models.document import Document
from amends.foundation.lib.locking import LockedCharField

USUAL_NOTICE = "For authorised staff who handle restorative cases only."


class Marking(models.Model):
    """One marking of the list, with what it means (Wait 'til Eight s4 para 3). A higher `rank` protects more."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    words = models.CharField(max_length=400, help_text="What it means, and how such a paper is handled.")
    rank = models.PositiveSmallIntegerField()
    is_active = models.BooleanField(default=True)
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["service", "name"],
                name="marking_once",
                violation_error_message="This marking is on the list already.",
            ),
            models.CheckConstraint(
                condition=~Q(words=""),
                name="marking_is_explained",
                violation_error_message="Say what it means.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MarkingDefault(models.Model):
    """The marking that one kind of document gets when it is made."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    template = models.CharField(max_length=60)
    marking = models.ForeignKey(Marking, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300, blank=True, help_text="Why it protects less than before.")
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["service", "template"],
                name="marking_default_once",
                violation_error_message="This kind of document has its marking already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.template}: marking {self.marking_id}"


class MarkingScheme(models.Model):
    """The notice that forms with personal details carry on every page (appendix 4A, confidentiality note)."""

    service = models.OneToOneField(Service, models.PROTECT, related_name="+")
    notice = models.CharField(max_length=300, default=USUAL_NOTICE)
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(notice=""),
                name="notice_says_something",
                violation_error_message="The notice cannot be empty: forms with personal details carry it.",
            )
        ]

    def __str__(self) -> str:
        return f"markings of service {self.service_id}"


class Remarking(models.Model):
    """One document got another marking. The last one counts; a lower one has its reason."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.CASCADE, null=True, blank=True, related_name="+")
    file = models.ForeignKey(CaseFile, models.CASCADE, null=True, blank=True, related_name="+")
    document = models.ForeignKey(Document, models.CASCADE, related_name="remarkings")
    before = models.CharField(max_length=60)
    after = models.CharField(max_length=60)
    is_lower = models.BooleanField()
    reason = LockedCharField(max_length=300, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("reason",)
        plain = ("service", "case", "file", "document", "before", "after", "is_lower", "by", "at")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(is_lower=False) | ~Q(reason=""),
                name="lower_marking_has_a_reason",
                violation_error_message="Say why it may protect less.",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["document", "-id"], name="last_remarking")]

    def __str__(self) -> str:
        return f"{self.before} to {self.after}"
