"""Who takes part in a case, on which side."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from amends.foundation.case.models.case import Case
from amends.foundation.case.models.file import Side
from amends.foundation.case.models.rows import FileRow


class Participant(FileRow):
    """Somebody's part in a case. The person's name and details are in foundation/people."""

    class Part(models.TextChoices):
        """What part they take."""

        PRINCIPAL = "principal", "The person themselves"
        MEMBER = "member", "Member of a harmed group"
        SPOKESPERSON = "spokesperson", "Spokesperson of a group or company"
        SUPPORTER = "supporter", "Supporter"
        PARENT = "parent", "Parent or guardian"
        APPROPRIATE_ADULT = "appropriate_adult", "Appropriate adult"
        INTERPRETER = "interpreter", "Interpreter"
        OTHER = "other", "Somebody else who matters"

    case = models.ForeignKey(Case, models.CASCADE, related_name="participants")
    side = models.CharField(max_length=12, choices=Side.choices)
    part = models.CharField(max_length=20, choices=Part.choices, default=Part.PRINCIPAL)
    of = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="company", help_text="Whom they support."
    )
    initials = models.CharField(max_length=6)
    takes_part = models.BooleanField(default=True, help_text="Off for people who are only known about.")
    appropriate_adult_needed = models.BooleanField(default=False)
    left_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("initials",)
        plain = (
            "service",
            "file",
            "case",
            "side",
            "part",
            "of",
            "takes_part",
            "appropriate_adult_needed",
            "left_at",
            "created_at",
        )

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case", "id"], name="participants_of_a_case")]

    def __str__(self) -> str:
        return f"{self.initials} ({self.get_part_display()})"

    @property
    def words(self) -> str:
        """How pages call them: side and part."""
        if self.part == self.Part.PRINCIPAL:
            return self.get_side_display()
        return f"{self.get_part_display()}, {self.get_side_display().lower()}"
