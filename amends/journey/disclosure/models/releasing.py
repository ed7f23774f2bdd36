"""What somebody harmed lets one named provider have, and what a liaison officer has released to it."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow
from amends.journey.disclosure.models.passing import VictimRequest


class Item(models.TextChoices):
    """What a provider can be given."""

    NAME = "name", "Name"
    TELEPHONE = "telephone", "Telephone number"
    EMAIL = "email", "E-mail address"
    ADDRESS = "address", "Address"


class ReleaseAnswer(FileRow):
    """What they said to one provider's request: never changed, the last one counts (HMPPS framework 4.15, 6.38)."""

    class Answer(models.TextChoices):
        """What they said."""

        GIVEN = "given", "Yes, the provider may have what is ticked"
        REFUSED = "refused", "No"
        WITHDRAWN = "withdrawn", "They had agreed, and take it back"

    class How(models.TextChoices):
        """How they said it."""

        IN_PERSON = "in_person", "In person"
        PHONE = "phone", "On the telephone"
        WRITTEN = "written", "In writing"

    request = models.ForeignKey(VictimRequest, models.CASCADE, related_name="answers")
    answer = models.CharField(max_length=10, choices=Answer.choices)
    items = ArrayField(models.CharField(max_length=10, choices=Item.choices), default=list, blank=True)
    how = models.CharField(max_length=10, choices=How.choices)
    said_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        kept_by_readers = True  # liaison officers answer for what a provider may be told
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answer="given") & ~Q(items=[]) | ~Q(answer="given") & Q(items=[]),
                name="release_yes_names_what_it_covers",
                violation_error_message="Tick what the provider may have, and nothing where they say no.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["request", "-id"], name="latest_release_answer")]

    def __str__(self) -> str:
        return f"{self.answer} to request {self.request_id}"


class Release(FileRow):
    """One release under such an answer. Nothing is copied: the provider reads it while the answer stands."""

    request = models.ForeignKey(VictimRequest, models.CASCADE, related_name="releases")
    items = ArrayField(models.CharField(max_length=10, choices=Item.choices))
    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Privacy:
        retention = "case"
        kept_by_readers = True  # liaison officers answer for what a provider may be told
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(items=[]),
                name="release_is_of_something",
                violation_error_message="Tick what is released.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["request"], name="releases_of_a_request")]

    def __str__(self) -> str:
        return f"release {self.pk}"
