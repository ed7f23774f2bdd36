"""Setting periods and holds, proposing what is to go, and erasing it once somebody else has agreed."""

from django.db import connection, models, transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.approval.actions import ask_approval
from amends.foundation.lib.dates import long_date
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.service.retention.models import Disposal, Hold, Period, Reading
from amends.service.retention.rules import (
    Due,
    check_may_erase,
    find_record,
    is_held,
    schedule_of,
    version_of,
)

APPROVAL = "retention.disposal"


@transaction.atomic
def set_period(*, by: User, service: Service, kind: str, years: int, reason: str) -> Period:
    """From now on records of this kind are kept for so many years. Staff are asked to read the schedule again."""
    check_may(by, Permission.SERVICE_MANAGE, service.pk)
    period = Period(service=service, kind=kind, years=years, reason=reason, set_by=by)
    period.full_clean()
    period.save()
    _note(by, Act.ALTERATION, "retention.period_set", period, {"kind": kind, "years": years})
    return period


@transaction.atomic
def hold(*, by: User, service: Service, number: str, reason: str) -> Hold:
    """Keep one record although its time is over: a claim, an inspection, a request. Raises Refused without one."""
    check_may(by, Permission.SERVICE_MANAGE, service.pk)
    kind, found = find_record(service, number)
    if is_held(kind, found.pk):
        raise Refused("This record is held already.", field="number")
    held = Hold(service=service, kind=kind, row_id=found.pk, number=str(found), reason=reason, set_by=by)
    held.full_clean()
    held.save()
    _note(by, Act.ALTERATION, "retention.held", held, {"number": held.number})
    return held


@transaction.atomic
def end_hold(*, by: User, held: Hold, because: str) -> Hold:
    """It need not be kept any longer for this reason."""
    check_may(by, Permission.SERVICE_MANAGE, held.service_id)
    held.ended_at, held.ended_by, held.ended_because = timezone.now(), by, because
    held.full_clean()
    held.save()
    _note(by, Act.ALTERATION, "retention.hold_ended", held, {"number": held.number})
    return held


@transaction.atomic
def propose(*, by: User, service: Service, due: Due) -> Disposal:
    """Propose that a record goes, and ask those who decide approvals; nobody agrees to their own proposal."""
    check_may(by, Permission.CASE_CLOSE, service.pk)
    kept = schedule_of(service)[due.kind]
    disposal = Disposal(
        service=service,
        kind=due.kind,
        row_id=due.row_id,
        number=due.number,
        over_on=due.over_on,
        due_on=due.due_on,
        years=kept.years,
        proposed_by=by,
    )
    disposal.full_clean()
    disposal.save()
    disposal.approval = ask_approval(
        by=by,
        key=APPROVAL,
        subject=f"disposal:{disposal.pk}",
        question=f"Erase {due.number}? It was over on {long_date(due.over_on)} and is kept for {kept.years} years.",
        belongs_to=service,
        link=reverse("retention:disposal", args=[disposal.pk]),
    )
    disposal.save(update_fields=["approval"])
    _note(by, Act.COLLECTION, "retention.proposed", disposal, {"number": due.number})
    return disposal


@transaction.atomic
def erase(*, by: User, disposal: Disposal) -> Disposal:
    """Write over everything personal in the record and forget its history. It cannot be taken back.

    PostgreSQL does it, and asks again itself whether somebody else has agreed, the time is over and nothing is held.
    Codes, days and counts stay, so that figures of past years stay right; so does the trail of who did what.
    """
    check_may(by, Permission.CASE_CLOSE, disposal.service_id)
    check_may_erase(disposal)
    with connection.cursor() as cursor:
        cursor.execute("SELECT retention_erase(%s)", [disposal.pk])
    disposal.refresh_from_db()
    _note(by, Act.ERASURE, "retention.erased", disposal, {"number": disposal.number, "rows": disposal.rows})
    return disposal


@transaction.atomic
def say_read(*, by: User, service: Service) -> None:
    """Somebody on the staff has read how long records are kept; saying so twice is no harm."""
    version = version_of(service)
    _, new = Reading.objects.get_or_create(service=service, user=by, version=version)
    if new:
        record(
            by=by,
            act=Act.COLLECTION,
            what="retention.read",
            service_id=service.pk,
            subject=f"user:{by.pk}",
            details={"version": version},
        )


def _note(by: User, act: Act, what: str, row: models.Model, details: dict[str, str | int | None]) -> None:
    service_id = row.service_id  # type: ignore[attr-defined]  # every model of this room has one
    subject = f"{row._meta.model_name}:{row.pk}"
    record(by=by, act=act, what=what, service_id=service_id, subject=subject, details={**details})
