"""A person (or company, or group) in a case, and how they may be reached without harm. All of it is one side's file."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow, Participant


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
    access_needs = models.TextField(
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


class ContactPoint(FileRow):
    """A number, address or e-mail of a participant, with whether it may be used."""

    class Kind(models.TextChoices):
        """What it is."""

        MOBILE = "mobile", "Mobile"
        LANDLINE = "landline", "Landline"
        EMAIL = "email", "E-mail"
        ADDRESS = "address", "Address"

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="contact_points")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    value = models.CharField(max_length=300)
    postcode = models.CharField(max_length=10, blank=True)
    is_safe = models.BooleanField(
        default=True, help_text="Off: never use it. It stays on file so that nobody adds it again."
    )
    note = models.CharField(max_length=200, blank=True)
    rank = models.PositiveSmallIntegerField(default=1, help_text="1 is tried first.")
    until = models.DateField(null=True, blank=True, help_text="The last day on which it is right.")

    class Privacy:
        retention = "case"
        personal = ("value", "postcode", "note")
        plain = ("service", "file", "participant", "kind", "is_safe", "rank", "until")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["participant", "kind", "value"],
                name="contact_point_once",
                violation_error_message="This is already on the card.",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["service", "value"], name="contact_point_by_value")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of participant {self.participant_id}"


class SafeContact(FileRow):
    """The card that stands beside every number: what is safe, and what would do harm."""

    class Answer(models.TextChoices):
        """Whether a channel may be used. Not asked counts as no for everything that leaves a trace."""

        YES = "yes", "Yes"
        NO = "no", "No, never"
        NOT_ASKED = "not_asked", "Not asked yet"

    participant = models.OneToOneField(Participant, models.CASCADE, related_name="safe_contact")
    calls = models.CharField(max_length=10, choices=Answer.choices, default=Answer.NOT_ASKED)
    texts = models.CharField(max_length=10, choices=Answer.choices, default=Answer.NOT_ASKED)
    voicemail = models.CharField(max_length=10, choices=Answer.choices, default=Answer.NOT_ASKED)
    email = models.CharField(max_length=10, choices=Answer.choices, default=Answer.NOT_ASKED)
    post = models.CharField(max_length=10, choices=Answer.choices, default=Answer.NOT_ASKED)
    visits = models.CharField(max_length=10, choices=Answer.choices, default=Answer.NOT_ASKED)
    from_hour = models.TimeField(null=True, blank=True)
    until_hour = models.TimeField(null=True, blank=True)
    who_may_answer = models.CharField(max_length=200, blank=True)
    if_somebody_else_answers = models.CharField(
        max_length=200, blank=True, help_text="Wrong number, for example."
    )
    code_word = models.CharField(max_length=60, blank=True)
    text_wording = models.CharField(
        max_length=200, blank=True, help_text="Such as: worded as from the dentist."
    )
    envelope = models.CharField(max_length=200, blank=True, help_text="What the envelope may show.")
    dates_to_avoid = models.CharField(max_length=200, blank=True)
    warning = models.TextField(blank=True, help_text="What the next person must know before they dial.")
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        retention = "case"
        personal = (
            "who_may_answer",
            "if_somebody_else_answers",
            "code_word",
            "text_wording",
            "envelope",
            "dates_to_avoid",
            "warning",
        )
        plain = (
            "service",
            "file",
            "participant",
            "calls",
            "texts",
            "voicemail",
            "email",
            "post",
            "visits",
            "from_hour",
            "until_hour",
            "checked_at",
            "checked_by",
            "version",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(from_hour__isnull=True)
                | Q(until_hour__isnull=True)
                | Q(until_hour__gt=models.F("from_hour")),
                name="safe_hours_in_order",
                violation_error_message="The safe hours end before they begin.",
            ),
            models.CheckConstraint(
                condition=Q(checked_at__isnull=True, checked_by__isnull=True)
                | Q(checked_at__isnull=False, checked_by__isnull=False),
                name="safe_contact_checked_by_somebody",
                violation_error_message="Say who checked the card and when.",
            ),
        ]

    def __str__(self) -> str:
        return f"safe contact of participant {self.participant_id}"
