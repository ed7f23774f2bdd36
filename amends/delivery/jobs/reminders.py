"""Who is told of which time limit. A reminder is told once, and once more when the limit has passed."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Q

from amends.foundation.access.models import Service
from amends.foundation.clock.models import Clock
from amends.foundation.lib.dates import long_date
from amends.foundation.messages.holders import tell_holders

# Whatever became due while nothing ran (a weekend without the worker) is still told; older than that is on the worklist.
LOOK_BACK = timedelta(days=7)
# Besides whoever has it, these hear that a limit has passed (hub manual, referrals para 2).
HEAR_OF_OVERDUE = ("coordinator", "service_manager")
# Besides the office, whoever works with somebody keeps the time agreed with them (Wait 'til Eight appendix 7D).
ALSO = {"call-back": frozenset({"facilitator"})}
# Not of these: a safeguarding concern is known to those it goes to alone, and its own room tells them.
KEPT_CLOSE = ("safeguarding-receipt", "safeguarding-decision")


def remind_of_clocks(service: Service, now: datetime) -> int:
    """Tell whoever has a clock that its time has come. Returns how many clocks were told of."""
    told = 0
    for clock, stage in clocks_to_tell(service, now):
        _tell(service, clock, stage)
        told += 1
    return told


def clocks_to_tell(service: Service, now: datetime) -> Iterator[tuple[Clock, str]]:
    """Running clocks whose reminder or limit has passed, each with `remind` or `overdue`."""
    lately = Q(due_at__range=(now - LOOK_BACK, now)) | Q(remind_at__range=(now - LOOK_BACK, now))
    running = Clock.objects.filter(lately, service=service, stopped_at__isnull=True, paused_at__isnull=True)
    running = running.exclude(name__in=KEPT_CLOSE)
    for clock in running.select_related("owner").order_by("due_at", "pk"):
        yield clock, "overdue" if clock.due_at and clock.due_at <= now else "remind"


def _tell(service: Service, clock: Clock, stage: str) -> None:
    what = f"{clock.reference}: {clock.title}" if clock.reference else clock.title
    when = (
        "is overdue"
        if stage == "overdue"
        else f"is due on {long_date(clock.due_at.date())}"
        if clock.due_at
        else "is due"
    )
    words, about = f"{what[:160]} {when}.", f"clock:{clock.pk}:{stage}"
    also = set(HEAR_OF_OVERDUE) if stage == "overdue" else set()
    tell_holders(service, clock, words, about, also | ALSO.get(clock.name, frozenset()))
