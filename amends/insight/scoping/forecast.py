"""Demand that begins with people harmed: what partners expect, and what has come. Offender figures are not applied."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q

from amends.foundation.access.models import Agency, Service
from amends.insight.scoping.models import Expectation
from amends.journey.referral.models import Referral

NOTE = (
    "Research gives no formula for how many people harmed take up an offer. These figures rest on what partners expect "
    "and on what has come; the shares by which cases with offenders fall away are not applied to them."
)
QUARTER_DAYS = 91
YEAR = 4


@dataclass(frozen=True)
class Line:
    """One partner: agreed, expected and come in the last quarter, and the year ahead with what it rests on."""

    agency: Agency
    expected: Expectation | None
    actual: int

    @property
    def basis(self) -> str:
        """The service's own history counts as soon as there is any."""
        return "Own history" if self.actual else "Partner estimate" if self.expected else "Nothing known yet"

    @property
    def a_year(self) -> int:
        """Four quarters of what it rests on."""
        return YEAR * (self.actual or (self.expected.a_quarter if self.expected else 0))


def forecast(service: Service, today: date) -> list[Line]:
    """Each partner that has agreed something or sent something begun by a person harmed, by name."""
    came = Q(received_at__date__gt=today - timedelta(days=QUARTER_DAYS), received_at__date__lte=today)
    rows = Referral.objects.filter(came, service=service, initiated_by="victim").values("agency")
    actual = dict(rows.annotate(number=Count("pk")).values_list("agency", "number"))
    expected = {row.agency_id: row for row in Expectation.objects.filter(service=service).order_by("pk")}
    agencies = Agency.objects.filter(pk__in={*actual, *expected} - {None}).order_by("name")
    return [Line(agency, expected.get(agency.pk), actual.get(agency.pk, 0)) for agency in agencies]
