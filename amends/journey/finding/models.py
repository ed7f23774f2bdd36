"""What comes before a referral: somebody asks, somebody shows interest, somebody tells, somebody was or was not told."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from amends.foundation.access.models import Service, User


class Noted(models.Model):
    """Base of what an officer notes about somebody who has no case. It is theirs and the service's."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(db_default=Now())

    class Meta:
        abstract = True


class Request(Noted):
    """A person on probation or in prison asks to be referred: an event of its own, with its own day (HMPPS 4.3)."""

    class Outcome(models.TextChoices):
        """What became of it."""

        PENDING = "pending", "Not referred yet"
        REFERRED = "referred", "Referred"
        NOT_SUITABLE = "not_suitable", "Not suitable"
        WITHDRAWN = "withdrawn", "They no longer want it"

    person = models.CharField(max_length=200)
    reference = models.CharField(max_length=60, blank=True, help_text="Their number at probation or prison.")
    in_custody = models.BooleanField(default=False)
    told_on = models.DateField(null=True, blank=True, help_text="When they were told that it exists.")
    asked_on = models.DateField()
    made_to = models.CharField(max_length=120)
    way = models.CharField(
        max_length=120, blank=True, help_text="In conversation, by letter, by application form."
    )
    outcome = models.CharField(max_length=15, choices=Outcome.choices, default=Outcome.PENDING)
    referred_on = models.DateField(null=True, blank=True)
    referral_number = models.CharField(max_length=20, blank=True)

    class Privacy:
        retention = "referral"
        personal = ("person", "reference", "made_to", "way")
        plain = (
            "service",
            "noted_by",
            "noted_at",
            "in_custody",
            "told_on",
            "asked_on",
            "outcome",
            "referred_on",
            "referral_number",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(told_on__isnull=True) | Q(told_on__lte=F("asked_on")),
                name="told_before_asking",
                violation_error_message="They cannot have been told after they asked.",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="referred")
                | Q(referred_on__isnull=False, referred_on__gte=F("asked_on")),
                name="referred_after_asking",
                violation_error_message="Say on which day the referral was sent; it cannot be before they asked.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["service", "outcome", "asked_on"], name="open_requests")]

    def __str__(self) -> str:
        return f"request {self.pk}"


class Interest(Noted):
    """Somebody in custody shows interest: a task for their prison offender manager, never a referral by itself (4.13)."""

    class RaisedBy(models.TextChoices):
        """Through whom it came."""

        PROVIDER = "provider", "A provider working in the prison"
        CHAPLAINCY = "chaplaincy", "Chaplaincy"
        KEYWORKER = "keyworker", "Key worker"
        SELF = "self", "The person themselves"
        OTHER = "other", "Somebody else"

    class State(models.TextChoices):
        """What the officer has done."""

        OPEN = "open", "With the prison offender manager"
        REFERRED = "referred", "Referred"
        DROPPED = "dropped", "Not taken further"

    person = models.CharField(max_length=200)
    reference = models.CharField(max_length=60, blank=True, help_text="Prison number.")
    prison = models.CharField(max_length=120)
    raised_by = models.CharField(max_length=15, choices=RaisedBy.choices)
    raised_on = models.DateField()
    officer = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    referral_number = models.CharField(max_length=20, blank=True)
    why_dropped = models.CharField(max_length=300, blank=True)

    class Privacy:
        retention = "referral"
        personal = ("person", "reference", "why_dropped")
        plain = (
            "service",
            "noted_by",
            "noted_at",
            "prison",
            "raised_by",
            "raised_on",
            "officer",
            "state",
            "referral_number",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="referred") | ~Q(referral_number=""),
                name="interest_referred_has_a_number",
                violation_error_message="Give the number of the referral.",
            ),
            models.CheckConstraint(
                condition=~Q(state="dropped") | ~Q(why_dropped=""),
                name="interest_dropped_has_a_reason",
                violation_error_message="Say why it is not taken further.",
            ),
        ]

    def __str__(self) -> str:
        return f"interest {self.pk}"


class Disclosure(Noted):
    """A supervised person says that they were harmed by a crime themselves (HMPPS 4.11)."""

    person = models.CharField(max_length=200)
    reference = models.CharField(max_length=60, blank=True)
    disclosed_on = models.DateField()
    nature = models.TextField(blank=True, help_text="Only whoever noted it sees this.")
    informed_on = models.DateField(null=True, blank=True)
    what_given = models.CharField(max_length=200, blank=True)

    class Privacy:
        retention = "referral"
        personal = ("person", "reference", "nature", "what_given")
        plain = ("service", "noted_by", "noted_at", "disclosed_on", "informed_on")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(informed_on__isnull=True) | ~Q(what_given=""),
                name="informed_says_what",
                violation_error_message="Say what they were given.",
            ),
            models.CheckConstraint(
                condition=Q(informed_on__isnull=True) | Q(informed_on__gte=F("disclosed_on")),
                name="informed_after_disclosure",
                violation_error_message="They cannot have been informed before they said it.",
            ),
        ]

    def __str__(self) -> str:
        return f"disclosure {self.pk}"


class Offer(Noted):
    """Whether a victim who reported the offence was told about restorative justice, and what they said (1.2, 6.36)."""

    class Told(models.TextChoices):
        """In what form."""

        TOLD = "told", "Told in person"
        LEAFLET = "leaflet", "Given the leaflet"
        REFERRAL = "referral", "Referred to a support service"

    class Response(models.TextChoices):
        """What they said."""

        WANTS_MORE = "wants_more", "Wants to hear more"
        NOT_NOW = "not_now", "Not now"
        NO = "no", "No"
        UNDECIDED = "undecided", "Undecided"

    class HeardFrom(models.TextChoices):
        """Where somebody who asked themselves first heard of it (SS-030)."""

        POLICE = "police", "Police"
        VLO = "vlo", "Victim liaison officer"
        VICTIM_SUPPORT = "victim_support", "Victim Support"
        SELF = "self", "Found it themselves"
        OTHER = "other", "Somebody else"

    victim = models.CharField(max_length=200)
    reference = models.CharField(max_length=60, blank=True, help_text="Crime number or case reference.")
    area = models.CharField(max_length=80, blank=True, help_text="Police area.")
    offered_on = models.DateField(null=True, blank=True)
    offered_by = models.CharField(max_length=120, blank=True)
    told = models.CharField(max_length=10, choices=Told.choices, blank=True)
    response = models.CharField(max_length=12, choices=Response.choices, blank=True)
    heard_from = models.CharField(max_length=15, choices=HeardFrom.choices, blank=True)
    code_edition = models.CharField(max_length=20, default="2020")

    class Privacy:
        retention = "referral"
        personal = ("victim", "reference", "offered_by")
        plain = (
            "service",
            "noted_by",
            "noted_at",
            "area",
            "offered_on",
            "told",
            "response",
            "heard_from",
            "code_edition",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(offered_on__isnull=True) | (~Q(offered_by="") & ~Q(told="")),
                name="offer_says_by_whom_and_how",
                violation_error_message="Say who told them, and how.",
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["service", "noted_at"], name="not_offered_yet", condition=Q(offered_on__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"offer {self.pk}"
