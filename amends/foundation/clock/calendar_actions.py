"""Bank holidays that were announced later: entering them, and working running clocks out anew."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from amends.foundation.access.models import Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.clock.limits import definition_of
from amends.foundation.clock.models import AnnouncedHoliday, Clock
from amends.foundation.clock.rules import due_at, remind_at
from amends.foundation.clock.working_days import is_working_day, set_announced
from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.clocks import Unit, clock_definitions
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act


@dataclass(frozen=True)
class Moved:
    """A running clock whose limit has moved."""

    clock: Clock
    before: datetime


def refresh_calendar() -> None:
    """Take the holidays along that people have entered. One small query; called before a limit is worked out."""
    set_announced(frozenset(AnnouncedHoliday.objects.values_list("day", flat=True)))


@transaction.atomic
def announce_holiday(*, by: User, service: Service, day: date, words: str) -> AnnouncedHoliday:
    """Enter a bank holiday that was announced later. `recalculate` then moves what runs."""
    check_may(by, Permission.SERVICE_MANAGE, service)
    if day <= timezone.localdate():
        raise Refused("A holiday is entered before it comes.", field="day")
    if not is_working_day(day):
        raise Refused("This is no working day as it is.", opens="Nothing has to be entered.", field="day")
    row = AnnouncedHoliday(service=service, day=day, words=words.strip(), entered_by=by)
    row.full_clean(exclude=["entered_at"])
    row.save()
    _note(by, row, "announced")
    refresh_calendar()
    return row


@transaction.atomic
def withdraw_holiday(*, by: User, holiday: AnnouncedHoliday) -> None:
    """Take a holiday off again that was entered by mistake."""
    check_may(by, Permission.SERVICE_MANAGE, holiday.service_id)
    _note(by, holiday, "withdrawn")
    holiday.delete()
    refresh_calendar()


def _note(by: User, row: AnnouncedHoliday, what: str) -> None:
    record(
        by=by,
        act=Act.ALTERATION,
        what=f"holiday.{what}",
        service_id=row.service_id,
        subject=f"holiday:{row.day}",
    )


@transaction.atomic
def recalculate(*, by: User, service: Service) -> list[Moved]:
    """Work out anew when running clocks in working days are due. Whoever has them is told by the caller.

    Days that people agreed themselves stay, and so does a limit in days or hours.
    """
    refresh_calendar()
    counted = [name for name, each in clock_definitions().items() if each.unit is Unit.WORKING_DAYS]
    running = Clock.objects.select_for_update(of=("self",)).filter(
        Q(own_unit=Unit.WORKING_DAYS) | Q(own_unit="", name__in=counted),
        service=service,
        stopped_at__isnull=True,
        is_set_by_hand=False,
    )
    moved = []
    for clock in running.select_related("owner", "case").order_by("pk"):
        before, definition = clock.due_at, definition_of(clock)
        clock.due_at = due_at(definition, clock.started_at, clock.pauses)
        if before is None or clock.due_at == before:
            continue
        clock.remind_at = remind_at(definition, clock.due_at)
        clock.save(update_fields=["due_at", "remind_at"])
        moved.append(Moved(clock, before))
    if moved:
        record(
            by=by,
            act=Act.ALTERATION,
            what="clock.recalculated",
            service_id=service.pk,
            details={"clocks": [each.clock.pk for each in moved]},
        )
    return moved
