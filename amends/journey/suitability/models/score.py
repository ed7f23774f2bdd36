"""Scores of risk instruments, as they were calculated or given, each with its instrument, version and day."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow, Participant
from amends.foundation.lib.locking import LockedJSONField

PERCENT = [MinValueValidator(0), MaxValueValidator(100)]


class Score(FileRow):
    """One score of the person responsible. It is a fact among others: no score alone decides who is suitable."""

    class Instrument(models.TextChoices):
        """The instruments of the probation and prison service; OGRS3 only for older records."""

        OGRS3 = "ogrs3", "OGRS3 (2008, historical)"
        OGP = "ogp", "OGP (general, until 2026)"
        OVP = "ovp", "OVP (violence, until 2026)"
        ARP = "arp", "ARP, all reoffending (from 2026)"
        VRP = "vrp", "VRP, violent reoffending (from 2026)"
        SVRP = "svrp", "SVRP, serious violent reoffending (from 2026)"

    class Source(models.TextChoices):
        """Where it comes from."""

        CALCULATED = "calculated", "Calculated here from basic facts"
        GIVEN = "given", "As given to us"

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="scores")
    instrument = models.CharField(max_length=10, choices=Instrument.choices)
    version = models.CharField(max_length=30, help_text="The version of the instrument or of its table.")
    source = models.CharField(max_length=12, choices=Source.choices)
    one_year = models.DecimalField(
        max_digits=5, decimal_places=2, null=True, blank=True, validators=PERCENT, help_text="Per cent."
    )
    two_year = models.DecimalField(max_digits=5, decimal_places=2, validators=PERCENT, help_text="Per cent.")
    band = models.CharField(max_length=12, blank=True, help_text="As the instrument names it.")
    scored_on = models.DateField()
    given_by = models.CharField(max_length=160, blank=True, help_text="Who or which system gave it.")
    facts = LockedJSONField(default=dict, blank=True, help_text="What it was calculated from.")
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("one_year", "two_year", "band", "given_by", "facts")
        plain = (
            "service",
            "file",
            "participant",
            "instrument",
            "version",
            "source",
            "scored_on",
            "entered_by",
            "entered_at",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(two_year__gte=0, two_year__lte=100)
                & (Q(one_year__isnull=True) | Q(one_year__gte=0, one_year__lte=100)),
                name="score_is_a_percentage",
                violation_error_message="A score is a percentage from 0 to 100.",
            ),
            models.CheckConstraint(
                condition=Q(one_year__isnull=True) | Q(one_year__lte=models.F("two_year")),
                name="two_years_are_no_less_than_one",
                violation_error_message="The figure for two years cannot be below the figure for one.",
            ),
            models.CheckConstraint(
                condition=~Q(source="given") | ~Q(given_by=""),
                name="given_score_says_by_whom",
                violation_error_message="Say who or which system gave it.",
            ),
            models.CheckConstraint(
                condition=~Q(version=""),
                name="score_names_its_version",
                violation_error_message="Say which version of the instrument.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["participant", "-scored_on"], name="scores_of_a_person")]

    def __str__(self) -> str:
        return f"{self.instrument} of participant {self.participant_id}"

    @property
    def words(self) -> str:
        """How it is quoted: instrument, version and where it comes from."""
        return f"{self.get_instrument_display()}, version {self.version}: {self.get_source_display().lower()}"
