"""What somebody needs in order to take part, what answers it, and when it was last asked."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow, Participant
from amends.foundation.lib.locking import LockedCharField
from amends.foundation.people.needs import CONSIDERED, Feature, NeedKind, PaperForm


class Source(models.TextChoices):
    """Where a need is known from (Wait 'til Eight section 8 para 10)."""

    PERSON = "person", "They said so themselves"
    MANAGER = "manager", "A talk with their offender manager or supervisor"
    OASYS = "oasys", "OASys"
    CASE_RECORD = "case_record", "The case recording system"
    REFERRAL = "referral", "The referral, or what is known of who they are"
    TALK = "talk", "The talk about whether it is right for them"
    OTHER = "other", "Somebody else"


class Need(FileRow):
    """Something a person needs in order to take part: where it is known from, what answers it, whether that is in place.

    Culture, maturity and gender are considered for everybody; there `none_needed` says that nothing has to be done, and
    `words` says why.
    """

    Kind, Source = NeedKind, Source

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="needs")
    kind = models.CharField(max_length=20, choices=NeedKind.choices)
    words = LockedCharField(max_length=300)
    source = models.CharField(max_length=12, choices=Source.choices, default=Source.PERSON)
    of_place = ArrayField(
        models.CharField(max_length=12, choices=Feature.choices),
        default=list,
        blank=True,
        help_text="What a place to meet must have for it.",
    )
    of_paper = ArrayField(
        models.CharField(max_length=12, choices=PaperForm.choices),
        default=list,
        blank=True,
        help_text="How papers for them have to be.",
    )
    none_needed = models.BooleanField(default=False)
    planned = LockedCharField(max_length=300, blank=True, help_text="What answers it.")
    responsible = models.CharField(max_length=120, blank=True, help_text="A name or a post.")
    met_on = models.DateField(null=True, blank=True, help_text="Since when what answers it is in place.")
    shared_on = models.DateField(
        null=True, blank=True, help_text="When the answer went into the library, without names."
    )
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("kind", "words", "of_place", "of_paper", "planned", "responsible")
        counted = ("kind",)
        plain = (
            "service",
            "file",
            "participant",
            "source",
            "none_needed",
            "met_on",
            "shared_on",
            "added_by",
            "added_at",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(met_on__isnull=True) | ~Q(planned=""),
                name="met_need_says_how",
                violation_error_message="Say how the need was met.",
            ),
            models.CheckConstraint(
                condition=Q(planned="") | ~Q(responsible=""),
                name="planned_need_has_somebody",
                violation_error_message="Say who sees to it.",
            ),
            models.CheckConstraint(
                condition=Q(none_needed=False)
                | Q(kind__in=[kind.value for kind in CONSIDERED], planned="", met_on__isnull=True),
                name="none_needed_where_all_are_asked",
                violation_error_message="Only of culture, maturity and gender it is said that nothing is needed.",
            ),
            models.UniqueConstraint(
                fields=["participant", "kind"],
                condition=Q(none_needed=True),
                name="none_needed_once",
                violation_error_message="It is said already that nothing is needed here.",
            ),
        ]

    @property
    def paper_words(self) -> str:
        """How papers have to be, in words."""
        return ", ".join(str(PaperForm(form).label) for form in self.of_paper)

    def __str__(self) -> str:
        return f"{self.kind} of participant {self.participant_id}"


class NeedsLook(FileRow):
    """Somebody was asked what they need, or it was looked at again (Wait 'til Eight section 8 para 10). Never changed."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="needs_looks")
    looked_on = models.DateField()
    asked = ArrayField(
        models.CharField(max_length=12, choices=Source.choices), help_text="Who was asked, and what was read."
    )
    changed = models.BooleanField(help_text="Whether anything is other than it was.")
    affects_suitability = models.BooleanField(
        default=False, help_text="Whether it bears on their being suitable."
    )
    words = LockedCharField(max_length=300, blank=True, help_text="What has changed.")
    looked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    looked_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("words",)
        plain = (
            "service",
            "file",
            "participant",
            "looked_on",
            "asked",
            "changed",
            "affects_suitability",
            "looked_by",
            "looked_at",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(asked__len__gt=0),
                name="needs_asked_of_somebody",
                violation_error_message="Say whom you asked, or what you read.",
            ),
            models.CheckConstraint(
                condition=Q(changed=True) | Q(affects_suitability=False),
                name="needs_that_affect_have_changed",
                violation_error_message="What has not changed does not put in doubt whether it is right for them.",
            ),
            models.CheckConstraint(
                condition=Q(changed=False) | ~Q(words=""),
                name="changed_needs_say_what",
                violation_error_message="Say what has changed.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["participant", "-id"], name="needs_looked_at")]

    def __str__(self) -> str:
        return f"look at what participant {self.participant_id} needs"
