"""What every table of casework is made of: rows of one file, or rows of the case."""

from django.db import models

from amends.foundation.access.models import Service
from amends.foundation.case.models.case import Case
from amends.foundation.case.models.file import CaseFile


class FileRow(models.Model):
    """Base of every table whose rows belong to one side. `service` repeats the file's, for the row policies."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    file = models.ForeignKey(CaseFile, models.CASCADE, related_name="+")

    class Meta:
        abstract = True


class CaseRow(models.Model):
    """Base of every table whose rows both sides may know of."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")

    class Meta:
        abstract = True
