"""Who may open a file, apart from those who see the whole service."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import Service, User
from amends.foundation.case.models.file import CaseFile


class FileGrant(models.Model):
    """Who, apart from those who see the whole service, may open a file, from when and why."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    file = models.ForeignKey(CaseFile, models.CASCADE, related_name="grants")
    user = models.ForeignKey(User, models.PROTECT, related_name="file_grants")
    reason = models.CharField(max_length=200)
    granted_at = models.DateTimeField(db_default=Now())
    granted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    suspended = models.BooleanField(default=False, help_text="Closed until a declared link has been decided.")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        retention = "case"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["file", "user"],
                condition=Q(ended_at__isnull=True),
                name="one_open_grant",
                violation_error_message="This person can already open the file.",
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["user"], name="files_of_a_user", condition=Q(ended_at__isnull=True, suspended=False)
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} may open file {self.file_id}"
