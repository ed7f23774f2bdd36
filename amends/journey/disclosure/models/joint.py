"""Work that more than one body has a part in: a linked case with a youth justice service, and who does what."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from amends.foundation.access.models import Agency, User
from amends.foundation.case.models import CaseRow, FileRow
from amends.foundation.lib.locking import LockedCharField


class JointWork(CaseRow):
    """A case of a youth justice service beside ours: each carries its own people (hub manual, roles, YOS)."""

    class Lead(models.TextChoices):
        """Which of the two leads."""

        WE = "we", "We do"
        THEY = "they", "The youth justice service"

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    lead = models.CharField(max_length=4, choices=Lead.choices)
    contact = models.CharField(max_length=120, help_text="Who there works on it.")
    reference = models.CharField(max_length=60, help_text="Their case reference.")
    basis = models.CharField(max_length=300, help_text="On what sharing rests.")
    begun_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Privacy:
        retention = "case"
        personal = ("contact",)
        plain = ("service", "case", "agency", "lead", "reference", "basis", "begun_on", "ended_on")

    class Meta:
        verbose_name_plural = "joint work"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "agency", "reference"],
                name="joint_work_once",
                violation_error_message="This case is linked already.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=models.F("begun_on")),
                name="joint_work_ends_after_start",
                violation_error_message="It cannot end before it begins.",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class JointItem(CaseRow):
    """One thing of the case that was shared for the joint work. Nothing else is."""

    joint = models.ForeignKey(JointWork, models.CASCADE, related_name="items")
    what = LockedCharField(max_length=200)
    shared_on = models.DateField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Privacy:
        retention = "case"
        personal = ("what",)
        plain = ("service", "case", "joint", "shared_on", "by")

    def __str__(self) -> str:
        return f"item {self.pk} of joint work {self.joint_id}"


class Part(FileRow):
    """Something that has to be done for one side, and the body that is down to do it."""

    class Need(models.TextChoices):
        """What bodies usually do for a case."""

        CONTACT = "contact", "Be in contact with the person"
        DETAILS = "details", "Say how to reach them"
        RISK = "risk", "Say what is known about risk"
        SUPPORT = "support", "Support them"
        SENTENCE = "sentence", "Look after the sentence and its conditions"
        WISHES = "wishes", "Pass on their wishes"

    class State(models.TextChoices):
        """How it stands."""

        ASKED = "asked", "Asked"
        AGREED = "agreed", "Has agreed"
        DONE = "done", "Done"
        DECLINED = "declined", "Has declined"

    need = models.CharField(max_length=10, choices=Need.choices)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    answer = LockedCharField(max_length=300, blank=True)

    class Privacy:
        retention = "case"
        personal = ("answer",)
        plain = ("service", "file", "need", "agency", "state")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["file", "need", "agency"],
                name="part_of_a_body_once",
                violation_error_message="This body is down for it already.",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.need} of file {self.file_id}"

    @property
    def counts(self) -> bool:
        """Whether this body does it, or will."""
        return self.agency_id is not None and self.state != self.State.DECLINED
