"""What somebody may do in a service, from a day to a day."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models.agency import Agency
from amends.foundation.access.models.hub import Service
from amends.foundation.access.models.user import User
from amends.foundation.access.roles import ROLES, Role, role_choices, sees_choices


class Membership(models.Model):
    """One role of one user in one service, from a day to a day."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    service = models.ForeignKey(Service, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=40, choices=role_choices)
    sees = models.CharField(max_length=20, choices=sees_choices, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="memberships")
    starts_on = models.DateField(db_default=Now())
    ends_on = models.DateField(null=True, blank=True)

    class Privacy:
        retention = "account"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "service", "role"],
                condition=Q(ends_on__isnull=True),
                name="role_once_at_a_time",
                violation_error_message="This person already has that role.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="membership_ends_after_start",
                violation_error_message="A role cannot end before it starts.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} as {self.role}"

    @property
    def definition(self) -> Role:
        """The role's sentence, scope and permissions."""
        return ROLES[self.role]
