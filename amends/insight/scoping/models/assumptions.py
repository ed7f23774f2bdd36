"""How cases end and what each takes: a set is written once and never changed, so that old runs stay what they were."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from amends.foundation.access.models import Service, User
from amends.insight.scoping.calculator import ASSUMPTIONS, Assumption

FIGURES = tuple(f"{outcome}_{what}" for outcome in ASSUMPTIONS for what in ("percent", "hours"))


def _figure() -> "models.DecimalField[Decimal, Decimal]":
    return models.DecimalField(max_digits=7, decimal_places=2)


class AssumptionSet(models.Model):
    """The service's own figures from a day on, with the reason (W8 s3 paras 3.4 and 3.5)."""

    class Source(models.TextChoices):
        """Where the figures come from."""

        JUDGEMENT = "judgement", "The service's own judgement"
        OWN_CASES = "own_cases", "The service's own cases"

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    source = models.CharField(max_length=10, choices=Source.choices)
    refusal_percent, refusal_hours = _figure(), _figure()
    no_victim_percent, no_victim_hours = _figure(), _figure()
    withdrawal_percent, withdrawal_hours = _figure(), _figure()
    conference_percent, conference_hours = _figure(), _figure()
    indirect_percent, indirect_hours = _figure(), _figure()
    cases = models.PositiveIntegerField(default=0, help_text="How many cases they rest on, where they do.")
    reason = models.CharField(max_length=300)
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(
                    conference_percent=Decimal(100)
                    - F("refusal_percent")
                    - F("no_victim_percent")
                    - F("withdrawal_percent")
                    - F("indirect_percent")
                ),
                name="assumptions_add_up_to_100",
                violation_error_message="The rates do not add up to 100.",
            ),
            models.CheckConstraint(
                condition=Q(**{f"{name}__gte": 0 for name in FIGURES}),
                name="assumptions_are_not_negative",
                violation_error_message="A rate or a number of hours is 0 or more.",
            ),
        ]

    def __str__(self) -> str:
        return f"assumptions {self.pk}"

    @property
    def by_outcome(self) -> dict[str, Assumption]:
        """As the calculator takes them."""
        return {
            name: Assumption(old.words, getattr(self, f"{name}_percent"), getattr(self, f"{name}_hours"))
            for name, old in ASSUMPTIONS.items()
        }
