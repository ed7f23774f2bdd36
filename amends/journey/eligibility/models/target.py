"""What the target criteria are tested on: a score, convictions, the victim of the offence, acceptance of its facts."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.lib.locking import LockedCharField, LockedTextField
from amends.journey.referral.models import ReferralPerson, ReferralRow


class RecordedRow(ReferralRow):
    """A row with who wrote it down and when. Rows are added, so that what was said before stays readable."""

    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        abstract = True


class Score(RecordedRow):
    """A predictor's score as it was given, with its day and version, so that a later version changes no old result."""

    value = models.PositiveSmallIntegerField()
    scored_on = models.DateField()
    predictor = models.CharField(max_length=40, help_text="Which predictor and version, such as OGRS3.")

    class Privacy:
        retention = "referral"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(value__lte=100),
                name="score_up_to_a_hundred",
                violation_error_message="A score lies between 0 and 100.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.predictor}: {self.value}"


class Conviction(RecordedRow):
    """One conviction of the person responsible, with whether it is counted and whether it needs the sensitive route."""

    class Kind(models.TextChoices):
        """Violence and property are counted together (HMPPS 4.2)."""

        VIOLENCE = "violence", "Violence"
        PROPERTY = "property", "Property"
        SEXUAL = "sexual", "Sexual"
        OTHER = "other", "Something else"

    class Sensitive(models.TextChoices):
        """What sends it on the sensitive route instead of simply counting (HMPPS 4.4, 4.5)."""

        NONE = "", "No"
        SEXUAL = "sexual_offence", "Sexual"
        DOMESTIC = "domestic_abuse", "Domestic abuse"
        HATE = "hate_or_extremism", "Hate or extremism"

    offence = models.CharField(max_length=120)
    convicted_on = models.DateField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    sensitive = models.CharField(max_length=20, choices=Sensitive.choices, blank=True, default="")
    is_index = models.BooleanField(default=False, help_text="The offence this referral is about.")

    class Privacy:
        retention = "referral"
        personal = ("offence",)
        plain = (
            "service",
            "referral",
            "convicted_on",
            "kind",
            "sensitive",
            "is_index",
            "recorded_by",
            "recorded_at",
        )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["referral"],
                condition=Q(is_index=True),
                name="one_index_offence",
                violation_error_message="The offence that this referral is about is named already.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="sexual") | ~Q(sensitive=""),
                name="sexual_conviction_is_sensitive",
                violation_error_message="A sexual conviction goes the sensitive way.",
            ),
        ]

    def __str__(self) -> str:
        return f"conviction {self.pk} of referral {self.referral_id}"

    @property
    def counts(self) -> bool:
        """Violence and property count towards the threshold; what goes the sensitive way does not clear it."""
        return self.kind in {self.Kind.VIOLENCE, self.Kind.PROPERTY} and not self.sensitive


class OffenceVictim(RecordedRow):
    """Who was harmed by the index offence: a person of the referral, an organisation with a contact, or nobody known."""

    conviction = models.ForeignKey(Conviction, models.CASCADE, related_name="victims")
    person = models.ForeignKey(ReferralPerson, models.CASCADE, null=True, blank=True, related_name="+")
    organisation = models.CharField(max_length=160, blank=True)
    contact = models.CharField(
        max_length=160, blank=True, help_text="Who speaks for it, and how to reach them."
    )
    none_identifiable = models.BooleanField(default=False)
    how_known = LockedCharField(max_length=200)

    class Privacy:
        retention = "referral"
        personal = ("organisation", "contact", "how_known")
        plain = (
            "service",
            "referral",
            "conviction",
            "person",
            "none_identifiable",
            "recorded_by",
            "recorded_at",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, organisation="", none_identifiable=False)
                | Q(person__isnull=True, none_identifiable=True, organisation="")
                | (Q(person__isnull=True, none_identifiable=False) & ~Q(organisation="") & ~Q(contact="")),
                name="victim_is_somebody_or_nobody",
                violation_error_message=(
                    "Choose a person, or name an organisation with somebody to talk to, or say that nobody is known."
                ),
            )
        ]

    def __str__(self) -> str:
        return f"victim of conviction {self.conviction_id}"


class BasicFacts(RecordedRow):
    """Whether the basic facts are accepted, who judged it and on what ground. Plea and remorse are other questions."""

    class Accepts(models.TextChoices):
        """Accepting the facts is enough, whatever the plea was (HMPPS 4.2, 6.19)."""

        YES = "yes", "Yes"
        NO = "no", "No"
        DISPUTED = "disputed", "Some points are disputed"

    class Plea(models.TextChoices):
        """In the words of the screening facts."""

        GUILTY = "guilty", "Guilty"
        TRIED = "not_guilty_tried", "Not guilty, and tried"
        NONE = "none", "No plea"

    accepts = models.CharField(max_length=10, choices=Accepts.choices)
    disputed = LockedTextField(blank=True, help_text="Which points.")
    judged_by = models.CharField(max_length=120)
    judged_on = models.DateField()
    basis = LockedCharField(max_length=300)
    plea = models.CharField(max_length=20, choices=Plea.choices, blank=True)
    remorse = LockedCharField(max_length=300, blank=True, help_text="Never tested.")

    class Privacy:
        retention = "referral"
        personal = ("disputed", "judged_by", "basis", "remorse")
        plain = ("service", "referral", "accepts", "judged_on", "plea", "recorded_by", "recorded_at")

    class Meta:
        verbose_name_plural = "basic facts"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(accepts="disputed") | ~Q(disputed=""),
                name="disputed_points_are_named",
                violation_error_message="Say which points are disputed.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.accepts}: referral {self.referral_id}"


class TargetTest(RecordedRow):
    """The criteria as they stood on a day: each with its value and result, and the version it was tested under."""

    class Overall(models.TextChoices):
        """Met only when all are met; a criterion nobody can answer yet is no failure."""

        MET = "met", "Met"
        NOT_MET = "not_met", "Not met"
        INCOMPLETE = "incomplete", "Incomplete"

    overall = models.CharField(max_length=10, choices=Overall.choices)
    results = models.JSONField(help_text="Each criterion with its result and value.")
    profile = models.CharField(max_length=60)
    profile_version = models.PositiveSmallIntegerField()
    tested_on = models.DateField()

    class Privacy:
        retention = "referral"
        plain = "__all__"

    class Meta:
        indexes: ClassVar = [models.Index(F("referral"), F("id").desc(), name="tests_of_a_referral")]

    def __str__(self) -> str:
        return f"{self.overall}: referral {self.referral_id}"
