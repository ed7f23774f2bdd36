"""What stands in the library, each version of it, and who has said that they read which."""

from datetime import date
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from amends.foundation.access.models import Service, User


class StoredFile(models.Model):
    """A paper as it came: a signed policy, or a copy of a page in case its link breaks."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=100)
    data = models.BinaryField()
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "service"
        plain = "__all__"

    def __str__(self) -> str:
        return self.name


class Entry(models.Model):
    """One thing to read or to use. Its words are in its editions; what others have written may be a link alone."""

    class Kind(models.TextChoices):
        """What it is."""

        POLICY = "policy", "Policy"
        PROCEDURE = "procedure", "Procedure"
        GUIDANCE = "guidance", "Guidance"
        MAP = "map", "Process map"
        FORM = "form", "Form or template"
        LETTER = "letter", "Letter or form in our own words"
        NOTE = "note", "Short note at a step"
        RESOURCE = "resource", "Resource for working with people"
        LAW = "law", "Law or code"
        INSTRUCTION = "instruction", "Instruction from outside"
        RESEARCH = "research", "Research or briefing"
        CONTRACT = "contract", "Paper of a contract"

    class Standing(models.TextChoices):
        """Where it stands in the world outside; our own versions have a state of their own."""

        CURRENT = "current", "Current"
        DRAFT = "draft", "Draft"
        AWAITED = "awaited", "Awaited"
        REPLACED = "replaced", "Replaced"

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    key = models.SlugField(max_length=60, help_text="The same in every version; given once.")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    title = models.CharField(max_length=160)
    internal = models.BooleanField(default=True, help_text="Off: partners who refer may read it too.")
    must_be_read = models.BooleanField(default=False, help_text="Each worker confirms each version.")
    roles = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    places = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    outputs = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.CURRENT)
    dated = models.DateField(null=True, blank=True, help_text="The day that stands on it.")
    expected_on = models.DateField(null=True, blank=True)
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replaces")
    explains = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="explained_by")
    source = models.CharField(max_length=200, blank=True)
    address = models.URLField(max_length=500, blank=True)
    stored_copy = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    link_works = models.BooleanField(null=True, blank=True)
    link_checked_on = models.DateField(null=True, blank=True)
    link_checked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    owner = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    review_months = models.PositiveSmallIntegerField(default=12)

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        verbose_name_plural = "entries"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["service", "key"],
                name="library_key_once",
                violation_error_message="There is an entry under this name already.",
            ),
            models.CheckConstraint(
                condition=~Q(standing="awaited") | Q(expected_on__isnull=False),
                name="library_awaited_by_a_day",
                violation_error_message="Say by when it is expected.",
            ),
            models.CheckConstraint(
                condition=Q(standing="replaced") | Q(replaced_by__isnull=True),
                name="library_replacement_of_what_is_replaced",
                violation_error_message="Only what is replaced has something in its place.",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | ~Q(replaced_by=F("pk")),
                name="library_not_replaced_by_itself",
                violation_error_message="Nothing is replaced by itself.",
            ),
            models.CheckConstraint(
                condition=Q(
                    link_works__isnull=True, link_checked_on__isnull=True, link_checked_by__isnull=True
                )
                | Q(link_works__isnull=False, link_checked_on__isnull=False, link_checked_by__isnull=False),
                name="library_link_checked_by_somebody",
                violation_error_message="Say who checked the link and when.",
            ),
            models.CheckConstraint(
                condition=Q(review_months__range=(1, 60)),
                name="library_looked_at_again",
                violation_error_message="It is looked at again after 1 to 60 months.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def subject(self) -> str:
        """How clocks and the trail name it."""
        return f"library:{self.pk}"


class Edition(models.Model):
    """One version of an entry, on its way from draft to published; what was published is never changed."""

    class State(models.TextChoices):
        """One version at a time is published; the one before it is superseded."""

        DRAFT = "draft", "Draft"
        FINAL = "final", "Final, to be published"
        PUBLISHED = "published", "In force"
        SUPERSEDED = "superseded", "Superseded"
        WITHDRAWN = "withdrawn", "Withdrawn"

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    words = models.TextField()
    paper = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    as_delivered = models.BooleanField(default=False, help_text="The words that came with the product.")
    explains_version = models.PositiveSmallIntegerField(null=True, blank=True)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(db_default=Now())
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    effective_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    over_on = models.DateField(null=True, blank=True, help_text="The day it was superseded or withdrawn.")
    why_withdrawn = models.CharField(max_length=200, blank=True)

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["entry", "number"],
                name="library_edition_once",
                violation_error_message="There is a version of this number already.",
            ),
            models.UniqueConstraint(
                fields=["entry"],
                condition=Q(state="published"),
                name="library_one_in_force",
                violation_error_message="Another version is in force.",
            ),
            models.UniqueConstraint(
                fields=["entry"],
                condition=Q(state__in=("draft", "final")),
                name="library_one_in_hand",
                violation_error_message="Another version is being written.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "final"))
                | Q(
                    approved_by__isnull=False,
                    effective_on__isnull=False,
                    published_on__isnull=False,
                    review_on__isnull=False,
                ),
                name="library_published_is_approved",
                violation_error_message="Say who approved it, from when it holds and when it is looked at again.",
            ),
            models.CheckConstraint(
                condition=Q(review_on__isnull=True) | Q(review_on__gt=F("effective_on")),
                name="library_review_after_start",
                violation_error_message="It is looked at again after the day from which it holds.",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(why_withdrawn=""),
                name="library_withdrawn_for_a_reason",
                violation_error_message="Say why it is withdrawn.",
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number}"

    @property
    def paragraphs(self) -> list[str]:
        """The words as they are shown: an empty line begins a paragraph."""
        return [part.strip() for part in self.words.split("\n\n") if part.strip()]

    @property
    def is_in_hand(self) -> bool:
        """Whether it is still being written."""
        return self.state in {self.State.DRAFT, self.State.FINAL}

    def is_due(self, today: date | None = None) -> bool:
        """Whether its day to be looked at again has come."""
        return self.review_on is not None and self.review_on <= (today or timezone.localdate())


class Confirmation(models.Model):
    """Somebody says that they have read a version. It stays when the next one comes."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="confirmations")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "account"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["edition", "user"],
                name="library_read_once",
                violation_error_message="You have said so already.",
            )
        ]

    def __str__(self) -> str:
        return f"user {self.user_id} has read edition {self.edition_id}"


class Practice(models.Model):
    """What answered a need well, for the team. Nobody is named, and no case (Wait 'til Eight section 8 para 10.2)."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    about = models.CharField(max_length=60, help_text="What sort of need it was.")
    need = models.CharField(max_length=300)
    answer = models.CharField(max_length=300)
    shared_on = models.DateField()

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        verbose_name_plural = "good practice"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["service", "need", "answer"],
                name="library_practice_once",
                violation_error_message="This stands in the library already.",
            ),
            models.CheckConstraint(
                condition=~Q(need="") & ~Q(answer=""),
                name="library_practice_says_both",
                violation_error_message="Say what was needed, and what answered it.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about}: {self.need}"
