"""Letting an inspector or monitor read some cases for some days (W8-161)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.account_actions import invite
from amends.foundation.access.models import Service, User
from amends.foundation.case.grant_actions import open_for_inspection
from amends.foundation.case.models import Case
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.notes.models import InspectedCase, Inspection

SOURCE = "Wait 'til Eight appendix 3E 3"
LONGEST = timedelta(days=92)


@dataclass(frozen=True)
class Visit:
    """Who comes, sent by whom, from which day to which, and what for."""

    name: str
    email: str
    body: str
    reason: str
    starts_on: date
    ends_on: date


@transaction.atomic
def open_inspection(*, by: User, service: Service, visit: Visit, cases: Sequence[Case]) -> Inspection:
    """Give the role and open the cases, both until the end of the last day; afterwards everything is shut by itself.

    Raises Refused without a case, for days that are over or more than three months, and as `invite` does.
    """
    if not cases:
        raise Refused("Say which cases they read.", source=SOURCE, field="numbers")
    if visit.ends_on < timezone.localdate():
        raise Refused("This day is over.", field="ends_on")
    if visit.ends_on - visit.starts_on > LONGEST:
        raise Refused("Open it for three months at most.", source=SOURCE, field="ends_on")
    starts_on, ends_on = visit.starts_on, visit.ends_on
    role = invite(
        by=by,
        service=service,
        email=visit.email,
        name=visit.name,
        role="inspector",
        starts_on=starts_on,
        ends_on=ends_on,
    )
    row = Inspection(
        service=service,
        user=role.user,
        body=visit.body,
        reason=visit.reason,
        starts_on=starts_on,
        ends_on=ends_on,
        opened_by=by,
    )
    row.full_clean()
    row.save()
    end = timezone.make_aware(datetime.combine(visit.ends_on + timedelta(days=1), time.min))
    for case in cases:
        InspectedCase.objects.create(service=service, case=case, inspection=row)
        open_for_inspection(by=by, case=case, user=role.user, reason=f"Inspection {row.pk}", ends_at=end)
    record(
        by=by,
        act=Act.DISCLOSURE,
        what="inspection.opened",
        service_id=service.pk,
        subject=f"inspection:{row.pk}",
        recipient=visit.body,
        details={"cases": [case.pk for case in cases]},
    )
    return row
