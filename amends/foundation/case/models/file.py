"""The two files of a case."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from amends.foundation.access.models import Service, User
from amends.foundation.access.roles import Sees
from amends.foundation.access.rules import access_of
from amends.foundation.case.models.case import Case, shut_to
from amends.foundation.case.models.opened import opened_to


class Side(models.TextChoices):
    """Whose file it is. A and B are used where it is not clear who harmed whom."""

    HARMED = "harmed", "Person harmed"
    RESPONSIBLE = "responsible", "Person responsible"
    PARTY_A = "party_a", "Party A"
    PARTY_B = "party_b", "Party B"


SIDES = {
    Case.Roles.CLEAR: (Side.HARMED, Side.RESPONSIBLE),
    Case.Roles.UNCLEAR: (Side.PARTY_A, Side.PARTY_B),
}


class CaseFileQuerySet(models.QuerySet["CaseFile"]):
    """Files are always asked for through `visible_to`."""

    def visible_to(self, user: User) -> "CaseFileQuerySet":
        """The files this user may open: of services seen whole, and those opened to them on a side they may see."""
        services = access_of(user).services(Sees.SERVICE)
        if not services:
            return self.filter(opened_to(user))
        seen = Q(service__in=services) & ~Q(case__in=shut_to(user))
        if access_of(user).opens_elsewhere(services):
            seen |= Q(pk__in=CaseFile.objects.filter(opened_to(user)).values("pk"))
        return self.filter(seen)


class CaseFile(models.Model):
    """Everything about one side. Nothing in it is known to the other side."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.CASCADE, related_name="files")
    side = models.CharField(max_length=12, choices=Side.choices)

    objects = CaseFileQuerySet.as_manager()

    class Privacy:
        retention = "case"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "side"],
                name="one_file_a_side",
                violation_error_message="This side already has its file.",
            ),
            models.UniqueConstraint(fields=["id", "service"], name="file_of_service"),
        ]

    def __str__(self) -> str:
        return f"{self.get_side_display()} of case {self.case_id}"
