"""What a service does about an uneven result."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from amends.foundation.access.models import Service, User


class EqualityAction(models.Model):
    """Something to be done about a difference between groups, by whom and by when (NOMS specification, row 10)."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    characteristic = models.CharField(max_length=30)
    step = models.CharField(max_length=20)
    words = models.CharField(max_length=300)
    owner = models.ForeignKey(User, models.PROTECT, related_name="+")
    due_on = models.DateField()
    set_on = models.DateField()
    set_at = models.DateTimeField(db_default=Now())
    done_on = models.DateField(null=True, blank=True)
    what_came = models.CharField(max_length=300, blank=True)

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("set_on")),
                name="equality_action_due_ahead",
                violation_error_message="It cannot be due before it is agreed.",
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | ~Q(what_came=""),
                name="equality_action_done_says_what_came",
                violation_error_message="Say what came of it.",
            ),
        ]

    def __str__(self) -> str:
        return f"equality action {self.pk}"

    @property
    def subject(self) -> str:
        """How clocks and the trail name it."""
        return f"equality_action:{self.pk}"
