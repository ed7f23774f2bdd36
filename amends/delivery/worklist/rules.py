"""What somebody must do today: every running clock that is theirs, most urgent first."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from amends.foundation.access.models import Service, User
from amends.foundation.access.roles import Sees
from amends.foundation.access.rules import access_of
from amends.foundation.case.models import Case
from amends.foundation.clock.models import Clock
from amends.foundation.clock.rules import Reading, State, read
from amends.foundation.messages.models import Notice

AT_MOST = 100
SOON_DAYS = 14
NEWS = 20
REASON_WITHIN = timedelta(days=30)


@dataclass(frozen=True)
class Line:
    """One thing to do, with its clock as people read it."""

    clock: Clock
    reading: Reading


@dataclass
class Worklist:
    """The lines by heading. `more` says that the list was cut."""

    overdue: list[Line] = field(default_factory=list)
    today: list[Line] = field(default_factory=list)
    waiting: list[Line] = field(default_factory=list)
    coming: list[Line] = field(default_factory=list)
    more: bool = False

    @property
    def is_empty(self) -> bool:
        """Nothing at all."""
        return not (self.overdue or self.today or self.waiting or self.coming)


def mine(user: User, service: Service) -> QuerySet[Clock]:
    """What is given to this person by name, or to a role that they have in the service."""
    roles = access_of(user).roles(service.pk)
    of_role = Q(owner__isnull=True, role__in=roles)
    if service.pk not in access_of(user).services(Sees.SERVICE):
        # Of their own cases only, as the row policies have it: named here, so that an index finds those few clocks.
        of_role &= Q(case__in=list(Case.objects.visible_to(user).values_list("pk", flat=True)))
    return Clock.objects.filter(Q(owner=user) | of_role, service=service, stopped_at__isnull=True)


def without_reason(user: User, service: Service) -> QuerySet[Clock]:
    """Limits that this person met too late in the last weeks, or their role did, with no reason on record."""
    roles = access_of(user).roles(service.pk)
    theirs = Q(stopped_by=user) | Q(owner=user) | Q(owner__isnull=True, role__in=roles)
    since = timezone.now() - REASON_WITHIN
    rows = Clock.objects.filter(theirs, service=service, ended="late", late_reason="", stopped_at__gte=since)
    return rows.order_by("stopped_at", "pk")


def news(user: User) -> list[Notice]:
    """What this person has not seen yet, the newest first; what is said of three offers in the same words, once."""
    rows = user.notices.filter(seen_at__isnull=True).order_by("-at", "-pk")[: 2 * NEWS]
    said: dict[tuple[str, str], Notice] = {}
    for row in rows:
        said.setdefault((row.words, row.link), row)
    return list(said.values())[:NEWS]


def worklist(user: User, service: Service, now: datetime | None = None) -> Worklist:
    """Overdue first, then today, then what waits for others, then the next two weeks. Two queries at most."""
    moment = now or timezone.now()
    horizon = moment + timedelta(days=SOON_DAYS)
    rows = (
        mine(user, service)
        .filter(Q(due_at__lte=horizon) | Q(due_at__isnull=True))
        .select_related("owner", "file")
    )
    clocks = list(rows.order_by("due_at", "pk")[: AT_MOST + 1])
    found = Worklist(more=len(clocks) > AT_MOST)
    for clock in clocks[:AT_MOST]:
        line = Line(clock, read(clock, moment))
        state = line.reading.state
        if clock.owner_id == user.pk and not clock.paused_at and state is State.WAITING:
            state = State.RUNNING  # they are the one whom everybody waits for
        heading = {
            State.OVERDUE: found.overdue,
            State.TODAY: found.today,
            State.WAITING: found.waiting,
        }.get(state, found.coming)
        heading.append(line)
    return found
