"""A file's bytes and the rows that could not be read: both go when the time of the file is over."""

from typing import ClassVar

from django.db import models

from amends.foundation.access.models import Service
from amends.journey.finding.models.extract import Extract


class ExtractFile(models.Model):
    """The bytes, apart and without history: when they are deleted, they are gone."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    extract = models.OneToOneField(Extract, models.CASCADE, related_name="file", primary_key=True)
    data = models.BinaryField()

    class Privacy:
        retention = "day"
        personal = ("data",)
        plain = ("service",)

    def __str__(self) -> str:
        return f"file of extract {self.extract_id}"


class Rejected(models.Model):
    """A row that could not be read: where it is and why. The reason may quote a cell, so it goes when the file goes."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    extract = models.ForeignKey(Extract, models.CASCADE, related_name="rejected")
    row = models.PositiveIntegerField()
    column = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=400)

    class Privacy:
        retention = "day"
        personal = ("reason",)
        plain = ("service", "extract", "row", "column")

    class Meta:
        ordering: ClassVar = ["row", "pk"]
        indexes: ClassVar = [models.Index(fields=["extract", "row"], name="rejected_rows_of_an_extract")]

    def __str__(self) -> str:
        return f"row {self.row} of extract {self.extract_id}"
