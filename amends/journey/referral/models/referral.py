"""The referral itself: who sent it, how and when it came, what it is about and what became of it."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from amends.foundation.access.models import Agency, Service, User
from amends.foundation.access.roles import Sees
from amends.foundation.access.rules import access_of
from amends.foundation.case.models import Case, shut_to
from amends.foundation.lib.locking import LockedCharField, LockedJSONField, LockedTextField


class Form(models.TextChoices):
    """Which form it came on (hub manual, appendices E and F)."""

    REFERRAL = "referral", "Referral form"
    CRA1 = "cra1", "Community resolution form (CRA1)"
    SELF = "self", "Self-referral form"
    PHONE = "phone", "Taken down by telephone"
    SENTENCE = "sentence", "Referral before a sentence"
    WORKSHEET = "worksheet", "Referral and monitoring worksheet"
    API = "api", "Sent by another system"


class Route(models.TextChoices):
    """By which way it reached the service."""

    WEBSITE = "website", "Website"
    SECURE_MAILBOX = "secure_mailbox", "Secure mailbox"
    TELEPHONE = "telephone", "Telephone"
    POST = "post", "Post or fax"
    IN_PERSON = "in_person", "In person"
    API = "api", "Another system"
    FOUND = "found", "Identified by the hub"


class Status(models.TextChoices):
    """Where the referral stands."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Received"
    WAITING_FOR_REFERRER = "waiting_for_referrer", "Waiting for the referrer"
    RETURNED = "returned", "Sent back"
    SENT_ON = "sent_on", "Sent on to another service"
    ACCEPTED = "accepted", "Accepted"
    NOT_ELIGIBLE = "not_eligible", "Not one for this service"
    MERGED = "merged", "Joined to another referral"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Turn(models.IntegerChoices):
    """In which order the desk takes them: the edge of custody first (Wait 'til Eight, appendix 2E)."""

    EDGE_OF_CUSTODY = 0, "On the edge of custody"
    RIGHT_LEVEL = 1, "Of the level the service is for"
    OTHERS = 2, "The others"


class Reason(models.TextChoices):
    """Why it is referred: the boxes of the referral form, of which several may be ticked (appendix E)."""

    SELF_REFERRAL = "self_referral", "Self-referral"
    CAUTION = "caution", "Caution"
    COMMUNITY_REMEDY = "community_remedy", "Community remedy"
    ASB = "asb", "Anti-social behaviour"
    CONDITIONAL_CAUTION = "conditional_caution", "Conditional caution"
    VICTIM_AWARENESS = "victim_awareness", "Victim awareness work"
    OTHER = "other", "Another reason"


class Answer(models.TextChoices):
    """What a referrer can answer: not being sure is an answer (appendix E, last line)."""

    YES = "yes", "Yes"
    NO = "no", "No"
    UNSURE = "unsure", "Not sure"


class Between(models.TextChoices):
    """What the people are to each other: asked, because a family tie behind a dispute changes everything."""

    STRANGERS = "strangers", "They did not know each other"
    KNOWN = "known", "They knew each other"
    NEIGHBOURS = "neighbours", "Neighbours"
    PARTNERS = "partners", "Partners, or were"
    FAMILY = "family", "Family"
    NOT_KNOWN = "not_known", "Not known"


class ReferralQuerySet(models.QuerySet["Referral"]):
    """Referrals are always asked for through `visible_to`; the database's policies say the same again."""

    def visible_to(self, user: User) -> "ReferralQuerySet":
        """The user's own, all of the services that the user sees whole, and what a line manager's agency has sent.

        Of drafts only their own, and what the service's people type in.
        """
        access = access_of(user)
        seen = Q(referrer=user)
        if services := access.services(Sees.SERVICE):
            handed_in = ~Q(status=Status.DRAFT) | Q(referrer__isnull=True)
            shut = Q(case__isnull=True) | ~Q(case__in=shut_to(user))
            seen |= Q(service__in=services) & handed_in & shut
        if agencies := access.agencies(Sees.AGENCY_REFERRALS):
            seen |= Q(agency__in=agencies) & ~Q(status=Status.DRAFT)
        return self.filter(seen)

    def received(self) -> "ReferralQuerySet":
        """All but drafts."""
        return self.exclude(status=Status.DRAFT)


class Referral(models.Model):
    """One referral. As a draft it lives in `draft`; when it is sent its parts become columns and rows."""

    Form, Route, Status, Turn, Reason, Answer, Between = Form, Route, Status, Turn, Reason, Answer, Between

    service = models.ForeignKey(Service, models.PROTECT, related_name="referrals")
    number = models.CharField(
        max_length=20, blank=True, help_text="Given when it is received: a draft has none."
    )
    form = models.CharField(max_length=10, choices=Form.choices)
    route = models.CharField(max_length=16, choices=Route.choices)
    status = models.CharField(max_length=24, choices=Status.choices, default=Status.DRAFT)
    draft = LockedJSONField(
        default=dict, blank=True, help_text="What was typed, step by step, until it is sent."
    )
    submission_key = models.UUIDField(
        null=True, blank=True, unique=True, help_text="So that sending twice counts once."
    )
    turn = models.PositiveSmallIntegerField(
        choices=Turn.choices,
        default=Turn.OTHERS,
        help_text="Worked out from the facts whenever one is stated, so that the queue can be read in its order.",
    )
    version = models.PositiveIntegerField(default=1)
    started_at = models.DateTimeField(db_default=Now())
    received_at = models.DateTimeField(
        null=True, blank=True, help_text="The exact time it reached the service."
    )
    submitted_at = models.DateTimeField(null=True, blank=True, help_text="When it was sent or typed in here.")
    registered_at = models.DateTimeField(null=True, blank=True)
    registered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    acknowledged_at = models.DateTimeField(null=True, blank=True)

    referrer = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="referrals")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="referrals")
    referrer_kind = models.CharField(
        max_length=20, blank=True, help_text="In the words of the screening facts."
    )
    referrer_name = models.CharField(max_length=200, blank=True)
    referrer_position = models.CharField(max_length=120, blank=True)
    referrer_organisation = models.CharField(max_length=160, blank=True)
    referrer_telephone = models.CharField(max_length=80, blank=True)
    referrer_email = models.EmailField(blank=True)
    referrer_note = LockedTextField(
        blank=True, help_text="When and how to reach the referrer; an interest they declare."
    )
    collar_number = models.CharField(max_length=20, blank=True)
    sender_address = models.CharField(max_length=254, blank=True)
    sender_is_secure = models.BooleanField(null=True, blank=True)
    referrer_interest = LockedCharField(
        max_length=300, blank=True, help_text="A link of the referrer with anybody in it, as they declare it."
    )
    sent_on_day = models.DateField(null=True, blank=True, help_text="The day written on the form.")
    heard_of_us = models.CharField(max_length=200, blank=True)

    reasons = ArrayField(models.CharField(max_length=24, choices=Reason.choices), default=list, blank=True)
    reason_other = LockedCharField(max_length=300, blank=True)
    initiated_by = models.CharField(
        max_length=10,
        blank=True,
        choices=[("victim", "Person harmed"), ("offender", "Person responsible"), ("agency", "Agency")],
    )
    incident = LockedTextField(blank=True)
    happened_on = models.DateField(null=True, blank=True)
    happened_note = LockedCharField(
        max_length=200, blank=True, help_text="When the day is not known: autumn 2011, since September."
    )
    place = models.CharField(max_length=200, blank=True)
    previous_action = LockedTextField(blank=True)
    comments = LockedTextField(blank=True)
    attachments_note = LockedCharField(
        max_length=300, blank=True, help_text="What was said to be attached and is not here."
    )

    needed_by = models.DateField(null=True, blank=True, help_text="Somebody has to act before this day.")
    needed_why = LockedCharField(max_length=300, blank=True)
    between_them = models.CharField(max_length=12, blank=True, choices=Between.choices)
    one_speaks_for_other = models.CharField(max_length=8, blank=True, choices=Answer.choices)
    known_links = LockedCharField(
        max_length=300, blank=True, help_text="Links between people of the service and people in it."
    )

    went_to_court = models.CharField(max_length=8, blank=True, choices=Answer.choices)
    court_stage = models.CharField(
        max_length=20,
        blank=True,
        choices=[
            ("none", "Not a court matter"),
            ("charged", "Charged"),
            ("awaiting_trial", "Waiting for trial"),
            ("awaiting_sentence", "Waiting for sentence"),
            ("sentenced", "Sentenced"),
        ],
    )
    court = models.CharField(max_length=120, blank=True)
    court_participant = models.CharField(max_length=200, blank=True, help_text="Whose court matter it is.")
    next_hearing_on = models.DateField(null=True, blank=True)
    sentenced_on = models.DateField(null=True, blank=True)
    sentence_details = LockedCharField(max_length=400, blank=True)

    leaflet_given = models.CharField(max_length=8, blank=True, choices=Answer.choices)
    leaflet_explained = models.CharField(max_length=8, blank=True, choices=Answer.choices)
    leaflet_version = models.CharField(max_length=40, blank=True)
    leaflet_on = models.DateField(null=True, blank=True)
    leaflet_note = LockedCharField(max_length=300, blank=True)

    family = models.CharField(max_length=30, blank=True, choices=Case.Family.choices)
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="referrals")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    outcome_words = LockedTextField(blank=True, help_text="What the referrer was told.")
    sent_to = models.CharField(max_length=200, blank=True, help_text="The service it was sent on to.")
    ended_at = models.DateTimeField(
        null=True, blank=True, help_text="When the referrer was told how it ended."
    )
    ended_words = LockedTextField(blank=True, help_text="What they were told of the end of the case.")

    typed_in_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    checked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    form_version = models.CharField(max_length=20, blank=True)

    objects = ReferralQuerySet.as_manager()

    class Privacy:
        retention = "referral"
        over = "decided_at"
        kept_with = "case"
        personal = (
            "draft",
            "referrer_name",
            "referrer_position",
            "referrer_telephone",
            "referrer_email",
            "referrer_note",
            "referrer_interest",
            "needed_why",
            "known_links",
            "collar_number",
            "sender_address",
            "heard_of_us",
            "reason_other",
            "incident",
            "happened_note",
            "place",
            "previous_action",
            "comments",
            "attachments_note",
            "court",
            "court_participant",
            "sentence_details",
            "leaflet_note",
            "outcome_words",
            "ended_words",
        )
        plain = (
            "service",
            "number",
            "form",
            "route",
            "status",
            "turn",
            "submission_key",
            "version",
            "started_at",
            "received_at",
            "submitted_at",
            "registered_at",
            "registered_by",
            "acknowledged_at",
            "referrer",
            "agency",
            "referrer_kind",
            "referrer_organisation",
            "sender_is_secure",
            "sent_on_day",
            "reasons",
            "initiated_by",
            "happened_on",
            "needed_by",
            "between_them",
            "one_speaks_for_other",
            "went_to_court",
            "court_stage",
            "next_hearing_on",
            "sentenced_on",
            "leaflet_given",
            "leaflet_explained",
            "leaflet_version",
            "leaflet_on",
            "family",
            "case",
            "merged_into",
            "decided_at",
            "decided_by",
            "sent_to",
            "ended_at",
            "typed_in_by",
            "checked_by",
            "checked_at",
            "form_version",
        )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["service", "number"],
                condition=~Q(number=""),
                name="referral_number_once",
                violation_error_message="This referral number is already in use.",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.DRAFT, number="")
                | (~Q(status=Status.DRAFT) & ~Q(number="") & Q(received_at__isnull=False)),
                name="referral_received_has_number",
                violation_error_message="A referral that has been received has a number and the time it came.",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.DRAFT) | ~Q(reasons__contains=[Reason.OTHER]) | ~Q(reason_other=""),
                name="referral_other_reason_in_words",
                violation_error_message="Say what the other reason is.",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.MERGED, merged_into__isnull=False)
                | (~Q(status=Status.MERGED) & Q(merged_into__isnull=True)),
                name="referral_merged_into_one",
                violation_error_message="A joined referral says which one it was joined to.",
            ),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True)
                | Q(typed_in_by__isnull=True)
                | ~Q(checked_by=F("typed_in_by")),
                name="referral_checked_by_somebody_else",
                violation_error_message="Somebody other than the person who typed it in checks it.",
            ),
            models.CheckConstraint(
                condition=Q(happened_on__isnull=True) | Q(happened_on__gte="1900-01-01"),
                name="referral_happened_after_1900",
                violation_error_message="A day before 1900 cannot be right.",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_words="")
                | (Q(ended_at__isnull=False) & ~Q(ended_words="")),
                name="referral_end_in_words",
                violation_error_message="What the referrer is told of the end goes with the time they were told.",
            ),
            models.UniqueConstraint(fields=["id", "service"], name="referral_of_service"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["service", "status", "-received_at", "-id"], name="referral_queue"),
            models.Index(
                fields=["service", "turn", "received_at", "id"],
                name="referrals_to_decide",
                condition=Q(status__in=[Status.SUBMITTED, Status.WAITING_FOR_REFERRER]),
            ),
            models.Index(
                fields=["service", "turn", "received_at", "id"],
                name="referrals_in_turn",
                condition=~Q(status=Status.DRAFT),
            ),
            models.Index(
                fields=["service", "received_at"],
                name="referrals_of_a_month",
                condition=~Q(status=Status.DRAFT),
            ),
            models.Index(fields=["referrer", "-started_at"], name="referrals_of_a_referrer"),
            models.Index(fields=["referrer", "-id"], name="last_of_a_referrer"),
            models.Index(fields=["case"], name="referrals_of_a_case"),
        ]

    def __str__(self) -> str:
        return self.number or f"draft {self.pk}"

    @property
    def is_draft(self) -> bool:
        """Whether it has not been sent yet."""
        return self.status == Status.DRAFT

    @property
    def is_open(self) -> bool:
        """Whether it still waits for a decision."""
        return self.status in {Status.SUBMITTED, Status.WAITING_FOR_REFERRER}

    @property
    def may_be_looked_at_again(self) -> bool:
        """Whether it was decided, and has not become a case."""
        return not self.is_open and self.status not in {Status.DRAFT, Status.ACCEPTED}


class ReferralRow(models.Model):
    """Base of every row that belongs to a referral. `service` repeats the referral's, for the row policies."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, models.CASCADE, related_name="+")

    class Meta:
        abstract = True


class ExternalReference(ReferralRow):
    """A number under which another body knows the matter. `match_key` is what duplicates are found by."""

    class Kind(models.TextChoices):
        """Whose number it is."""

        CRIME = "crime", "Crime number"
        STORM = "storm", "STORM reference"
        ATHENA = "athena", "ATHENA reference"
        LOG = "log", "Police log"
        PRISON = "prison", "Prison number"
        CASE = "case", "Case number"
        UCRN = "ucrn", "Unique case reference (UCRN)"
        WEB = "web", "Web form reference"
        OTHER = "other", "Another reference"

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="references")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    value = models.CharField(max_length=60)
    note = LockedCharField(max_length=200, blank=True)
    match_key = models.CharField(
        max_length=60, editable=False, help_text="Capital letters and figures alone."
    )

    class Privacy:
        retention = "referral"
        personal = ("value", "note", "match_key")
        plain = ("service", "referral", "kind")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["referral", "kind", "match_key"],
                name="reference_once_per_referral",
                violation_error_message="This reference is already there.",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["service", "match_key"], name="referral_by_reference")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of referral {self.referral_id}"
