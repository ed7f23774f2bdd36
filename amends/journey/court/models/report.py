"""A report to court while it is written: the check, the advice, what is proposed, and what came of the hearing."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import Service, User
from amends.foundation.access.roles import Sees
from amends.foundation.access.rules import access_of
from amends.foundation.lib.locking import LockedCharField, LockedJSONField, LockedTextField
from amends.journey.court.models.courts import Court


class Vehicle(models.TextChoices):
    """By which way of sentencing restorative justice can be part of it (Wait 'til Eight appendix 2E)."""

    COMMUNITY_ORDER = "community_order", "Community order"
    SUSPENDED = "suspended_sentence_order", "Suspended sentence order"
    DEFERRED = "deferred_sentence", "Deferred sentence"
    LICENCE = "licence", "Licence"
    CUSTODY = "custody", "Custody"


ORDERS = (Vehicle.COMMUNITY_ORDER, Vehicle.SUSPENDED)


class DefermentModel(models.TextChoices):
    """Whether all the work falls into the deferment (Wait 'til Eight table 1)."""

    WHOLE = "whole", "All of it before the deferment ends"
    SPLIT = "split", "The meeting before it ends, reparation may go on in the order that follows"


class ReportQuerySet(models.QuerySet["CourtReport"]):
    """Reports are always asked for through `visible_to`."""

    def visible_to(self, user: User) -> "ReportQuerySet":
        """One's own, and those of a service seen whole."""
        return self.filter(Q(author=user) | Q(service__in=access_of(user).services(Sees.SERVICE)))


class CourtReport(models.Model):
    """What a report writer notes about restorative justice for one hearing. It belongs to no case file."""

    class Kind(models.TextChoices):
        """How much time there is."""

        FULL = "full", "Written for a later hearing"
        SAME_DAY = "same_day", "On the day of the hearing"

    class Check(models.TextChoices):
        """What the target criteria say on what is known (HMPPS framework 4.1)."""

        SUITABLE = "suitable", "Potentially suitable"
        NOT_MET = "not_met", "Not suitable on known facts"
        INCOMPLETE = "incomplete", "Not yet known"
        NO_SERVICE = "no_service", "No flag"

    class Seriousness(models.TextChoices):
        """What the court said when it adjourned."""

        LOW = "low", "Low"
        MEDIUM = "medium", "Medium"
        HIGH = "high", "High"

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    author = models.ForeignKey(User, models.PROTECT, related_name="court_reports")
    reference = models.CharField(max_length=40)
    court = models.ForeignKey(Court, models.PROTECT, related_name="reports")
    hearing_on = models.DateField()
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.FULL)
    facts = LockedJSONField(default=dict, blank=True)
    check_result = models.CharField(max_length=12, choices=Check.choices, default=Check.INCOMPLETE)
    check_reason = LockedCharField(max_length=500, blank=True)
    adjourned = models.BooleanField(null=True, blank=True)
    seriousness = models.CharField(max_length=8, choices=Seriousness.choices, blank=True)
    reparation_named = models.BooleanField(null=True, blank=True)
    considered = models.BooleanField(null=True, blank=True)
    interviewed = models.BooleanField(null=True, blank=True)
    proposed = models.BooleanField(null=True, blank=True)
    why_not_proposed = LockedCharField(max_length=300, blank=True)
    advice = LockedTextField(blank=True)
    why_no_advice = LockedCharField(max_length=300, blank=True)
    effective_proposal = LockedCharField(max_length=300, blank=True)
    identified = models.BooleanField(null=True, blank=True)
    indication_on = models.DateField(null=True, blank=True)
    prompts = LockedJSONField(default=dict, blank=True)
    short_answers = LockedJSONField(default=dict, blank=True)
    started_at = models.DateTimeField(db_default=Now())
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Privacy:
        retention = "referral"
        personal = (
            "reference",
            "facts",
            "advice",
            "why_no_advice",
            "why_not_proposed",
            "effective_proposal",
            "prompts",
            "short_answers",
            "check_reason",
        )
        plain = (
            "service",
            "author",
            "court",
            "hearing_on",
            "kind",
            "check_result",
            "adjourned",
            "seriousness",
            "reparation_named",
            "considered",
            "interviewed",
            "proposed",
            "identified",
            "indication_on",
            "started_at",
            "finished_at",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(proposed__isnull=True)
                | Q(proposed=False)
                | Q(considered__isnull=False, considered=True),
                name="proposed_was_considered",
                violation_error_message="What is proposed was considered.",
            ),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True)
                | ~Q(check_result="suitable")
                | ~Q(advice="")
                | ~Q(why_no_advice=""),
                name="suitable_is_advised_or_says_why_not",
                violation_error_message="Put restorative justice into the advice, or say why it was not right to.",
            ),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True)
                | ~Q(seriousness__in=["medium", "high"])
                | ~Q(reparation_named=True)
                | Q(considered__isnull=False, considered=True, proposed__isnull=False, proposed=True)
                | (Q(considered__isnull=False, considered=True) & ~Q(why_not_proposed="")),
                name="reparation_makes_considering_compulsory",
                violation_error_message="Reparation was named: record that it was considered, and why not proposed.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["service", "-hearing_on"], name="court_reports_of_a_service"),
            models.Index(fields=["author", "-hearing_on"], name="court_reports_of_an_author"),
        ]

    def __str__(self) -> str:
        return f"court report {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it is still being written."""
        return self.finished_at is None
