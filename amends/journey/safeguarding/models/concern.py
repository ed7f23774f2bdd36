"""A concern for somebody's safety, what was decided about it, and who was told of what and when."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from amends.foundation.access.models import Service, User
from amends.foundation.case.models import Case, Participant
from amends.foundation.lib.locking import LockedTextField


class Concern(models.Model):
    """One concern. Seen by whoever raised it, the lead and deputies, the manager, and whoever they let into it.

    It belongs to no file, so that it reaches neither side through one, and its person is called `about`: what hangs on
    a `participant` is given out when they ask for their record, which is for the lead to decide here.
    """

    class Kind(models.TextChoices):
        """What sort of concern (Wait 'til Eight appendix 3E 5; NOMS service specification, row 10)."""

        CHILD = "child", "A child may come to harm"
        ADULT = "adult", "An adult at risk may come to harm"
        THREAT = "threat", "Somebody has been threatened"
        UNCLEAR = "unclear", "I am not sure, but it worries me"

    class AtRisk(models.TextChoices):
        """Who could come to harm, for the report to agencies."""

        HARMED = "victim", "The person harmed"
        CHILD = "child", "A child"
        RESPONSIBLE = "offender", "The person responsible"
        OTHER = "other", "Somebody else"

    class Decision(models.TextChoices):
        """What the lead decided."""

        REFERRED = "referred", "Passed on to those who protect"
        HERE = "here", "Something is done about it here"
        WATCHED = "watched", "Kept an eye on"
        NOTHING = "nothing", "Nothing more has to be done"

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.CASCADE, null=True, blank=True, related_name="+")
    about = models.ForeignKey(Participant, models.SET_NULL, null=True, blank=True, related_name="+")
    colleague = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The colleague it is about: they neither hear of it nor see it, whatever they answer for.",
    )
    kind = models.CharField(max_length=8, choices=Kind.choices)
    at_risk = models.CharField(max_length=8, choices=AtRisk.choices, blank=True, default="")
    who = models.CharField(
        max_length=200,
        blank=True,
        help_text="Who it is, when they are on no file of ours, or only mentioned.",
    )
    words = LockedTextField(help_text="What was seen or heard, in the words that were used.")
    in_danger_now = models.BooleanField(default=False)
    in_custody = models.BooleanField(null=True, blank=True, help_text="Whether who threatens is in prison.")
    monitoring_told = models.BooleanField(
        null=True, blank=True, help_text="Whether the unit that monitors letters and calls was told."
    )
    came_from = models.CharField(max_length=80, blank=True, help_text="The row it began with, as model:key.")
    known_at = models.DateTimeField(help_text="When we knew.")
    raised_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    received_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    received_at = models.DateTimeField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(max_length=10, choices=Decision.choices, blank=True, default="")
    decision_words = LockedTextField(blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        retention = "case"
        personal = ("who", "words", "decision_words")
        plain = (
            "service",
            "case",
            "about",
            "colleague",
            "kind",
            "at_risk",
            "in_danger_now",
            "in_custody",
            "monitoring_told",
            "came_from",
            "known_at",
            "raised_by",
            "raised_at",
            "received_by",
            "received_at",
            "escalated_at",
            "decision",
            "decided_by",
            "decided_at",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(colleague__isnull=True)
                | (
                    ~Q(raised_by=F("colleague"))
                    & (Q(received_by__isnull=True) | ~Q(received_by=F("colleague")))
                ),
                name="concern_kept_from_whom_it_is_about",
                violation_error_message="Nobody deals with a concern about themselves.",
            ),
            models.CheckConstraint(
                condition=Q(known_at__lte=F("raised_at")),
                name="known_before_raised",
                violation_error_message="It cannot have been known later than now.",
            ),
            models.CheckConstraint(
                condition=Q(received_at__isnull=True, received_by__isnull=True)
                | Q(received_at__isnull=False, received_by__isnull=False),
                name="received_by_somebody",
                violation_error_message="Say who has received it and when.",
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_at__isnull=True)
                | (
                    ~Q(decision="")
                    & ~Q(decision_words="")
                    & Q(decided_at__isnull=False, decided_by__isnull=False, received_at__isnull=False)
                ),
                name="concern_decided_in_words",
                violation_error_message="Say what was decided and why.",
            ),
            models.CheckConstraint(
                condition=Q(decision="") | ~Q(in_custody=True) | Q(monitoring_told__isnull=False),
                name="custody_monitoring_is_answered",
                violation_error_message="Say whether the unit that monitors letters and calls in prison was told.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["service", "-raised_at"], name="concerns_of_a_service"),
            models.Index(fields=["service"], name="concerns_undecided", condition=Q(decision="")),
        ]

    def __str__(self) -> str:
        return f"concern {self.pk}: {self.kind}"

    @property
    def subject(self) -> str:
        """The row as clocks and the trail know it."""
        return f"safeguarding:{self.pk}"


class Told(models.Model):
    """One passing on of a concern: to whom, what, when, on whose decision, and when they had it."""

    class Body(models.TextChoices):
        """Who was told."""

        CHILDREN = "children", "Children's social care"
        ADULTS = "adults", "Adult social care"
        POLICE = "police", "Police"
        MANAGER = "offender_manager", "Offender manager (community or prison)"
        LIAISON = "vlo", "Victim liaison officer"
        CUSTODY = "safer_custody", "Prison: safer custody or security"
        MONITORING = "monitoring", "Prison: unit that monitors letters and calls"
        HEALTH = "health", "GP or health service"
        FAMILY = "family", "Parent, guardian or family"
        COLLEAGUE = "colleague", "Somebody here"
        OTHER = "other", "Another body"

    class Reason(models.TextChoices):
        """On what ground. Two of them set aside that somebody has not agreed."""

        AGREED = "agreed", "They agree that it is passed on"
        CHILD = "child", "A child could come to harm otherwise"
        HARM = "harm", "Somebody could come to serious harm otherwise"
        ASKED = "asked", "The body asked for it"
        OTHER = "other", "Another reason"

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    concern = models.ForeignKey(Concern, models.CASCADE, related_name="told")
    body = models.CharField(max_length=16, choices=Body.choices)
    name = models.CharField(max_length=120, help_text="Post and name of whoever took it.")
    colleague = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    what = LockedTextField(help_text="What was passed on, no more than was needed.")
    at = models.DateTimeField()
    reason = models.CharField(max_length=8, choices=Reason.choices)
    overrides = models.BooleanField(
        default=False, help_text="Confidentiality was set aside: they had not agreed."
    )
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    received_at = models.DateTimeField(null=True, blank=True, help_text="When they said that they have it.")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("name", "what")
        plain = (
            "service",
            "concern",
            "body",
            "colleague",
            "at",
            "reason",
            "overrides",
            "decided_by",
            "received_at",
            "recorded_by",
            "recorded_at",
        )

    class Meta:
        verbose_name_plural = "told"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(overrides=False) | Q(reason__in=["child", "harm"]),
                name="override_needs_danger",
                violation_error_message="Only danger to somebody sets confidentiality aside.",
            ),
            models.CheckConstraint(
                condition=Q(received_at__isnull=True) | Q(received_at__gte=F("at")),
                name="receipt_follows_sending",
                violation_error_message="They cannot have had it before it was sent.",
            ),
            models.CheckConstraint(
                condition=Q(body="colleague", colleague__isnull=False)
                | (~Q(body="colleague") & Q(colleague__isnull=True)),
                name="colleague_is_named",
                violation_error_message="Say which colleague.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["concern", "at"], name="told_of_a_concern")]

    def __str__(self) -> str:
        return f"{self.body} told of concern {self.concern_id}"

    def hours_since(self, known: datetime) -> float:
        """Hours from when we knew until it was sent (NOMS service specification, row 10)."""
        return round((self.at - known).total_seconds() / 3600, 1)
