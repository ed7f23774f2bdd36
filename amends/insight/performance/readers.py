"""Who reads figures: in full, with a way to every case, or with small counts hidden and no way to any."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.models import QuerySet

from amends.foundation.access.models import Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.programs import as_clockwork
from amends.foundation.access.roles import Sees
from amends.foundation.access.rules import access_of, may
from amends.foundation.case.models import Case
from amends.insight.performance.counting import COUNTED
from amends.insight.performance.months import Month
from amends.journey.referral.models import Referral


def sees_in_full(user: User, service: Service) -> bool:
    """Whether every case of the service may be opened anyway, so that no number gives anything away."""
    return may(user, Permission.CASE_SEE, service) and service.pk in access_of(user).services(Sees.SERVICE)


@contextmanager
def counting_for(user: User, service: Service) -> Iterator[bool]:
    """Whether to show in full; for who sees no case, the service's own hand counts, and small numbers are hidden."""
    if sees_in_full(user, service):
        yield True
        return
    with as_clockwork(service):
        yield False


def behind(
    user: User, service: Service, key: str, month: Month, heading: str | None
) -> "QuerySet[Case] | QuerySet[Referral]":
    """The cases or referrals behind a number, of those this user may see."""
    counted = COUNTED[key]
    rows, _ = counted.pair(service, month)
    if heading is not None:
        rows = counted.under(rows, heading)
    kind, path = counted.leads_to
    wanted = rows.order_by().values(path)
    if kind == "referral":
        return Referral.objects.visible_to(user).filter(pk__in=wanted).order_by("-received_at", "-pk")
    return Case.objects.visible_to(user).filter(pk__in=wanted).order_by("-opened_at", "-pk")
