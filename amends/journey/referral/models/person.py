"""Who a referral speaks of, and how each of them may be reached without harm."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from amends.foundation.case.models import Participant
from amends.foundation.lib.locking import LockedCharField, LockedTextField
from amends.foundation.people.models import ContactPoint, Person, SafeContact
from amends.journey.referral.models.referral import Answer, Referral, ReferralRow

# The bodies that the consent on the referral form names (appendix E, consent declaration).
CONSENT_COVERS = ("hub", "probation", "victim_support", "police")


def usual_covers() -> list[str]:
    """What a signature under the form's own declaration covers."""
    return list(CONSENT_COVERS)


class SafeAnswers(models.Model):
    """The answers of the safe-contact card, named as in foundation/people, given before there is a case."""

    calls = models.CharField(
        max_length=10, choices=SafeContact.Answer.choices, default=SafeContact.Answer.NOT_ASKED
    )
    texts = models.CharField(
        max_length=10, choices=SafeContact.Answer.choices, default=SafeContact.Answer.NOT_ASKED
    )
    voicemail = models.CharField(
        max_length=10, choices=SafeContact.Answer.choices, default=SafeContact.Answer.NOT_ASKED
    )
    email = models.CharField(
        max_length=10, choices=SafeContact.Answer.choices, default=SafeContact.Answer.NOT_ASKED
    )
    post = models.CharField(
        max_length=10, choices=SafeContact.Answer.choices, default=SafeContact.Answer.NOT_ASKED
    )
    visits = models.CharField(
        max_length=10, choices=SafeContact.Answer.choices, default=SafeContact.Answer.NOT_ASKED
    )
    from_hour = models.TimeField(null=True, blank=True)
    until_hour = models.TimeField(null=True, blank=True)
    who_may_answer = LockedCharField(max_length=200, blank=True)
    if_somebody_else_answers = LockedCharField(max_length=200, blank=True)
    code_word = LockedCharField(max_length=60, blank=True)
    text_wording = LockedCharField(max_length=200, blank=True)
    envelope = LockedCharField(max_length=200, blank=True)
    dates_to_avoid = LockedCharField(max_length=200, blank=True)
    warning = LockedTextField(blank=True)

    class Meta:
        abstract = True


SAFE_CHANNELS = ("calls", "texts", "voicemail", "email", "post", "visits")


class ReferralPerson(ReferralRow, SafeAnswers):
    """Somebody a referral names: each has an own record under the one referral number (EX-131)."""

    Kind, Gender, Part = Person.Kind, Person.Gender, Participant.Part

    class Side(models.TextChoices):
        """As on a case, and unknown while nobody can say."""

        HARMED = "harmed", "Harmed"
        RESPONSIBLE = "responsible", "Responsible"
        PARTY_A = "party_a", "Party A"
        PARTY_B = "party_b", "Party B"
        UNKNOWN = "unknown", "Not clear yet"

    class Consent(models.TextChoices):
        """Whether they agreed that their details go to the service."""

        GIVEN = "given", "Agreed"
        REFUSED = "refused", "Said no"
        NOT_SOUGHT = "not_sought", "Not asked"

    class ConsentHow(models.TextChoices):
        """How they agreed."""

        SIGNED = "signed", "Signed the form"
        MARK = "mark", "Made their mark before a witness"
        VERBAL = "verbal", "Said so"
        ONLINE = "online", "Ticked it on the web form"
        ON_BEHALF = "on_behalf", "Somebody else signed for them"

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="people")
    position = models.PositiveSmallIntegerField(default=1)
    side = models.CharField(max_length=12, choices=Side.choices, default=Side.UNKNOWN)
    part = models.CharField(
        max_length=20, choices=Participant.Part.choices, default=Participant.Part.PRINCIPAL
    )
    of = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="company")
    takes_part = models.BooleanField(default=True, help_text="Off for people who are only spoken of.")
    kind = models.CharField(max_length=12, choices=Person.Kind.choices, default=Person.Kind.PERSON)
    full_name = models.CharField(max_length=200)
    known_as = models.CharField(max_length=80, blank=True)
    date_of_birth = models.DateField(null=True, blank=True)
    age_note = models.CharField(
        max_length=80, blank=True, help_text="34, forty odd, or a date that cannot be right."
    )
    under_18 = models.BooleanField(null=True, blank=True, help_text="Where the date of birth is not known.")
    gender = models.CharField(max_length=12, choices=Person.Gender.choices, default=Person.Gender.NOT_STATED)
    address = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    language = models.CharField(max_length=60, blank=True)
    interpreter_needed = models.BooleanField(default=False)
    access_needs = LockedTextField(blank=True)
    relationship = LockedCharField(
        max_length=300, blank=True, help_text="To the other people in this referral."
    )
    reference = models.CharField(
        max_length=60, blank=True, help_text="Their number at the agency: prison number."
    )
    wishes = LockedTextField(blank=True, help_text="What they hope for, in their words where known.")
    note = LockedTextField(blank=True)
    who_knows = LockedCharField(
        max_length=300, blank=True, help_text="Who knows that they are in touch with the service."
    )

    release_on = models.DateField(null=True, blank=True, help_text="For people in custody.")

    consent = models.CharField(max_length=12, blank=True, choices=Consent.choices)
    consent_how = models.CharField(max_length=12, blank=True, choices=ConsentHow.choices)
    consent_name = models.CharField(max_length=200, blank=True, help_text="The name under the declaration.")
    consent_on = models.DateField(null=True, blank=True)
    consent_covers = ArrayField(models.CharField(max_length=30), default=usual_covers, blank=True)
    consent_note = LockedCharField(max_length=300, blank=True)

    appropriate_adult_needed = models.CharField(max_length=8, blank=True, choices=Answer.choices)
    appropriate_adult_name = models.CharField(max_length=200, blank=True)
    appropriate_adult_relationship = models.CharField(max_length=120, blank=True)
    appropriate_adult_telephone = models.CharField(max_length=80, blank=True)
    appropriate_adult_address = models.CharField(max_length=300, blank=True)
    appropriate_adult_signed = models.BooleanField(default=False)
    appropriate_adult_signed_on = models.DateField(null=True, blank=True)

    class Privacy:
        retention = "referral"
        personal = (
            "full_name",
            "known_as",
            "date_of_birth",
            "age_note",
            "gender",
            "address",
            "postcode",
            "language",
            "access_needs",
            "relationship",
            "reference",
            "wishes",
            "note",
            "who_knows",
            "consent_name",
            "consent_note",
            "who_may_answer",
            "if_somebody_else_answers",
            "code_word",
            "text_wording",
            "envelope",
            "dates_to_avoid",
            "warning",
            "appropriate_adult_name",
            "appropriate_adult_relationship",
            "appropriate_adult_telephone",
            "appropriate_adult_address",
        )
        plain = (
            "service",
            "referral",
            "position",
            "side",
            "part",
            "of",
            "takes_part",
            "kind",
            "under_18",
            "interpreter_needed",
            "release_on",
            "consent",
            "consent_how",
            "consent_on",
            "consent_covers",
            "calls",
            "texts",
            "voicemail",
            "email",
            "post",
            "visits",
            "from_hour",
            "until_hour",
            "appropriate_adult_needed",
            "appropriate_adult_signed",
            "appropriate_adult_signed_on",
        )

    class Meta:
        verbose_name_plural = "referral people"
        ordering: ClassVar = ["referral", "position"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(date_of_birth__isnull=True) | Q(date_of_birth__gte="1900-01-01"),
                name="referral_person_born_after_1900",
                violation_error_message="A date of birth before 1900 cannot be right.",
            ),
            models.CheckConstraint(
                condition=Q(from_hour__isnull=True)
                | Q(until_hour__isnull=True)
                | Q(until_hour__gt=models.F("from_hour")),
                name="referral_safe_hours_in_order",
                violation_error_message="The safe hours end before they begin.",
            ),
            models.UniqueConstraint(fields=["referral", "position"], name="one_person_a_position"),
        ]
        indexes: ClassVar = [
            GinIndex(OpClass(Upper("full_name"), name="gin_trgm_ops"), name="referral_person_misspelt"),
            models.Index(fields=["service", "date_of_birth"], name="referral_person_by_birthday"),
        ]

    def __str__(self) -> str:
        return f"person {self.position} of referral {self.referral_id}"

    @property
    def is_asked_about_safety(self) -> bool:
        """Whether any question about safe contact has an answer."""
        return any(getattr(self, channel) != SafeContact.Answer.NOT_ASKED for channel in SAFE_CHANNELS)


class ReferralContact(ReferralRow):
    """A number, e-mail or further address of somebody in a referral. `match_key` is what duplicates are found by."""

    Kind = ContactPoint.Kind

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="contacts")
    person = models.ForeignKey(ReferralPerson, models.CASCADE, related_name="contacts")
    kind = models.CharField(max_length=10, choices=ContactPoint.Kind.choices)
    value = models.CharField(max_length=300)
    note = LockedCharField(max_length=200, blank=True)
    is_safe = models.BooleanField(default=True, help_text="Off: never use it.")
    rank = models.PositiveSmallIntegerField(default=1)
    match_key = models.CharField(max_length=300, editable=False, help_text="Figures alone, or small letters.")

    class Privacy:
        retention = "referral"
        personal = ("value", "note", "match_key")
        plain = ("service", "referral", "person", "kind", "is_safe", "rank")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "kind", "match_key"],
                name="referral_contact_once",
                violation_error_message="This is already there for this person.",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["service", "match_key"], name="referral_contact_by_value")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of person {self.person_id}"
