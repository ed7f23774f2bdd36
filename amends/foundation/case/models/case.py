"""One conflict or crime that the service works on."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from amends.foundation.access.models import Service, User
from amends.foundation.access.roles import Sees
from amends.foundation.access.rules import access_of
from amends.foundation.case.lifecycle import Stage


class CaseQuerySet(models.QuerySet["Case"]):
    """Cases are always asked for through `visible_to`; the database's policies say the same again."""

    def visible_to(self, user: User) -> "CaseQuerySet":
        """The cases this user may know of."""
        whole = access_of(user).services(Sees.SERVICE)
        granted = Q(
            files__grants__user=user, files__grants__ended_at__isnull=True, files__grants__suspended=False
        )
        if whole:
            return self.filter(service__in=whole)
        return self.filter(granted).distinct()


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
