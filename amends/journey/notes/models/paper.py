"""Paper: where each copy is locked, and who has it (Wait 'til Eight s4 para 3)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from amends.foundation.access.models import Service, User
from amends.foundation.case.models import FileRow


class Store(models.Model):
    """A place where paper is kept; only a locked one is used."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    is_secure = models.BooleanField(default=False, help_text="Locked, with the key held by named people.")

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "service",
                Lower("name"),
                name="paper_store_once",
                violation_error_message="There is already a place of this name.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class HardCopy(FileRow):
    """A paper file about one side, never about both, in the place where it is locked."""

    reference = models.CharField(max_length=60, help_text="What stands on its back; no name.")
    store = models.ForeignKey(Store, models.PROTECT, related_name="+")
    kept_since = models.DateField()
    destroyed_on = models.DateField(null=True, blank=True)

    class Privacy:
        retention = "case"
        plain = "__all__"

    class Meta:
        verbose_name_plural = "hard copies"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["service", "reference"],
                name="hard_copy_once",
                violation_error_message="There is already a paper file with this reference.",
            )
        ]

    def __str__(self) -> str:
        return self.reference


class Removal(FileRow):
    """A paper file was taken out, signed for, and brought back."""

    copy = models.ForeignKey(HardCopy, models.CASCADE, related_name="removals")
    taken_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    taken_on = models.DateField()
    returned_on = models.DateField(null=True, blank=True)
    received_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Privacy:
        retention = "case"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["copy"],
                condition=Q(returned_on__isnull=True),
                name="hard_copy_taken_once",
                violation_error_message="This paper file is out already.",
            ),
            models.CheckConstraint(
                condition=Q(returned_on__isnull=True)
                | Q(returned_on__gte=F("taken_on"), received_by__isnull=False),
                name="hard_copy_returned_and_signed",
                violation_error_message="Say who took it back, and when.",
            ),
        ]

    def __str__(self) -> str:
        return f"removal {self.pk}"
