"""Samples of the list for reading on paper, handed out to readers (W8 s3 steps 5 and 6)."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import Service, User
from amends.foundation.lib.locking import LockedCharField
from amends.journey.finding.models.candidate import Candidate
from amends.journey.finding.models.extract import Extract


class Sample(models.Model):
    """Some of the eligible cases of an extract, drawn by lot. The seed makes the draw repeatable."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    extract = models.ForeignKey(Extract, models.CASCADE, related_name="samples")
    size = models.PositiveIntegerField()
    out_of = models.PositiveIntegerField(help_text="How many were eligible when it was drawn.")
    seed = models.PositiveBigIntegerField()
    drawn_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "referral"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(size__gt=0, size__lte=models.F("out_of")),
                name="sample_within_the_list",
                violation_error_message="A sample has at least one case, and no more than the list.",
            )
        ]

    def __str__(self) -> str:
        return f"sample {self.pk}"


class Reading(models.Model):
    """One case of a sample with its reader: what was read, and whether it seems suitable (W8-125)."""

    class Source(models.TextChoices):
        """The papers that can be read."""

        PSR = "psr", "Pre-sentence report"
        OASYS = "oasys", "OASys"
        PLAN = "plan", "Sentence plan"
        RECORD = "record", "Running record"
        INTERVIEW = "interview", "Interview"

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    sample = models.ForeignKey(Sample, models.CASCADE, related_name="readings")
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="readings")
    reader = models.ForeignKey(User, models.PROTECT, related_name="+")
    handed_at = models.DateTimeField(db_default=Now())
    sources = ArrayField(models.CharField(max_length=10, choices=Source.choices), default=list, blank=True)
    suitable = models.BooleanField(null=True, blank=True)
    reason = LockedCharField(max_length=300, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        retention = "referral"
        personal = ("reason",)
        plain = ("service", "sample", "candidate", "reader", "handed_at", "sources", "suitable", "read_at")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sample", "candidate"], name="read_once_a_sample"),
            models.CheckConstraint(
                condition=Q(read_at__isnull=True, suitable__isnull=True)
                | Q(read_at__isnull=False, suitable__isnull=False, sources__len__gt=0),
                name="reading_names_its_papers",
                violation_error_message="Say which papers were read.",
            ),
            models.CheckConstraint(
                condition=~Q(suitable=False) | ~Q(reason=""),
                name="reading_unsuitable_says_why",
                violation_error_message="Say why it is not suitable.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["reader", "read_at"], name="papers_of_a_reader")]

    def __str__(self) -> str:
        return f"reading {self.pk}"
