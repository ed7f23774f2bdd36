"""One conflict or crime that the service works on, and whether only named people may know of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import Service, User
from amends.foundation.access.roles import Sees
from amends.foundation.access.rules import access_of
from amends.foundation.case.lifecycle import Stage
from amends.foundation.case.models.opened import opened_to
from amends.foundation.lib.locking import LockedCharField


class CaseQuerySet(models.QuerySet["Case"]):
    """Cases are always asked for through `visible_to`; the database's policies say the same again."""

    def visible_to(self, user: User) -> "CaseQuerySet":
        """The cases this user may know of, even if only one of the two files was opened to them."""
        return self._seen_by(user, whole=False)

    def shared_with(self, user: User) -> "CaseQuerySet":
        """The cases of which this user may know what both sides may know: not so the roles of one side."""
        return self._seen_by(user, whole=True)

    def _seen_by(self, user: User, *, whole: bool) -> "CaseQuerySet":
        opened = opened_to(user, "files__", whole=whole)
        services = access_of(user).services(Sees.SERVICE)
        if not services:
            return self.filter(opened).distinct()
        seen = Q(service__in=services) & ~Q(pk__in=shut_to(user))
        if access_of(user).opens_elsewhere(services):
            seen |= Q(pk__in=Case.objects.filter(opened).values("pk"))
        return self.filter(seen)


def shut_to(user: User) -> models.QuerySet["CaseLimit", int]:
    """The limited cases of the services this user sees whole in which they are not named. Programs are named in all."""
    if user.is_system:
        return CaseLimit.objects.none().values_list("case", flat=True)
    named = Case.objects.filter(opened_to(user, "files__", whole=True)).values("pk")
    limits = CaseLimit.objects.filter(lifted_at__isnull=True).exclude(case__in=named)
    return limits.order_by().values_list("case", flat=True)


class Case(models.Model):
    """One conflict or crime that the service works on. Holds nothing about a person."""

    class Family(models.TextChoices):
        """The families of case a hub accepts (hub manual, introduction para 3)."""

        ANTI_SOCIAL = "anti_social_behaviour", "Anti-social behaviour"
        COMMUNITY_RESOLUTION = "community_resolution", "Community resolution outcome"
        CRIMINAL = "criminal_offence", "Non-complex criminal offence"
        NEIGHBOURS = "neighbour_dispute", "Neighbour dispute"

    class Roles(models.TextChoices):
        """Whether it is clear who harmed whom; in some disputes nobody can say."""

        CLEAR = "clear", "Somebody was harmed and somebody is responsible"
        UNCLEAR = "unclear", "A dispute between two parties"

    service = models.ForeignKey(Service, models.PROTECT, related_name="cases")
    number = models.CharField(max_length=20, unique=True)
    family = models.CharField(max_length=30, choices=Family.choices)
    roles = models.CharField(max_length=10, choices=Roles.choices, default=Roles.CLEAR)
    what = models.CharField(
        max_length=120, help_text="What it is about in a few words, without names: burglary, fence."
    )
    stage = models.CharField(max_length=20, choices=Stage.choices, default=Stage.ASSESSMENT)
    is_specialist = models.BooleanField(
        default=False, help_text="A sexual offence or a death: experienced facilitators only."
    )
    is_priority = models.BooleanField(
        default=False, help_text="On the edge of custody: first in the work list."
    )
    profile = models.CharField(max_length=60)
    stopped_at = models.DateTimeField(
        null=True, blank=True, help_text="Somebody has said stop: nothing goes on."
    )
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = CaseQuerySet.as_manager()

    class Privacy:
        retention = "case"
        over = "closed_at"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(stage=Stage.CLOSED, closed_at__isnull=False)
                | (~Q(stage=Stage.CLOSED) & Q(closed_at__isnull=True)),
                name="case_closed_has_a_day",
                violation_error_message="A closed case has a closing day, and an open one has none.",
            ),
            models.UniqueConstraint(fields=["id", "service"], name="case_of_service"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["service", "stage", "-opened_at", "-id"], name="case_list_by_stage"),
            models.Index(fields=["service", "-opened_at", "-id"], name="case_list"),
            models.Index(fields=["service", "id"], name="open_cases", condition=Q(closed_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def method(self) -> str:
        """What the work is called: mediation where nobody can say who harmed whom (hub manual, appendix D)."""
        return "Mediation" if self.roles == self.Roles.UNCLEAR else "Restorative justice"

    @property
    def is_open(self) -> bool:
        """Whether anything can still be done on it."""
        return self.stage != Stage.CLOSED


class CaseLimit(models.Model):
    """A limited access or high profile case: it opens to those named in its grants and to nobody else.

    It is in nobody else's lists, counts, warnings and searches (pathfinder guidance, 4.4 and 6.14).
    """

    class Kind(models.TextChoices):
        """Why it is kept to few."""

        LIMITED = "limited", "Limited access"
        HIGH_PROFILE = "high_profile", "High profile"

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    reason = LockedCharField(max_length=300, help_text="Why so few may know of it.")
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(db_default=Now())
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Privacy:
        retention = "case"
        personal = ("reason",)
        plain = ("service", "case", "kind", "set_by", "set_at", "lifted_at", "lifted_by")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(lifted_at__isnull=True),
                name="one_limit_at_a_time",
                violation_error_message="This case is limited already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: case {self.case_id}"
