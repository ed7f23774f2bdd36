"""Who somebody in a case is."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from amends.foundation.case.models import FileRow, Participant
from amends.foundation.lib.locking import LockedTextField


class Person(FileRow):
    """Who a participant is. One row a participant: two cases never share a row, so that neither shows in the other."""

    class Kind(models.TextChoices):
        """A human being, a company, or a group of people harmed together."""

        PERSON = "person", "A person"
        ORGANISATION = "organisation", "A company or organisation"
        GROUP = "group", "A group, such as the residents of a street"

    class Gender(models.TextChoices):
        """As they say it themselves."""

        FEMALE = "female", "Female"
        MALE = "male", "Male"
        OTHER = "other", "Another way"
        NOT_STATED = "not_stated", "Not stated"

    participant = models.OneToOneField(Participant, models.CASCADE, related_name="person")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.PERSON)
    full_name = models.CharField(max_length=200)
    known_as = models.CharField(max_length=80, blank=True, help_text="What they like to be called.")
    date_of_birth = models.DateField(null=True, blank=True)
    age_note = models.CharField(
        max_length=80, blank=True, help_text="What is known when the date is not: 34, forty odd."
    )
    gender = models.CharField(max_length=12, choices=Gender.choices, default=Gender.NOT_STATED)
    language = models.CharField(max_length=60, blank=True)
    interpreter_needed = models.BooleanField(default=False)
    access_needs = LockedTextField(
        blank=True, help_text="Hearing, reading, getting about, the right time of day."
    )
    under_18 = models.BooleanField(null=True, blank=True, help_text="Where the date of birth is not known.")
    reference = models.CharField(
        max_length=60, blank=True, help_text="Their number at the agency: UCRN, prison number."
    )

    class Privacy:
        retention = "case"
        personal = (
            "full_name",
            "known_as",
            "date_of_birth",
            "age_note",
            "gender",
            "language",
            "access_needs",
            "reference",
        )
        counted = ("gender",)
        plain = ("service", "file", "participant", "kind", "interpreter_needed", "under_18")

    class Meta:
        verbose_name_plural = "people"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(date_of_birth__isnull=True) | Q(date_of_birth__gte="1900-01-01"),
                name="born_after_1900",
                violation_error_message="A date of birth before 1900 cannot be right.",
            )
        ]
        indexes: ClassVar = [
            GinIndex(OpClass(Upper("full_name"), name="gin_trgm_ops"), name="person_by_misspelt_name"),
            models.Index(fields=["service", "date_of_birth"], name="person_by_birthday"),
        ]

    def __str__(self) -> str:
        return self.full_name
