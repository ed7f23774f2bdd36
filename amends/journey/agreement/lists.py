"""All promises of all agreements, and how many of those of people responsible stand in their sentence plans."""

import re
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from amends.foundation.access.models import Service, User
from amends.foundation.case.models import Case
from amends.journey.agreement.models import OutcomeAgreement, PlanEntry, Point
from amends.journey.agreement.rules import RESPONSIBLE

STATES = {"open": "Open", "overdue": "Overdue", "done": "Done or ended", "all": "All"}
_PLACE = re.compile(r"(\d{4}-\d\d-\d\d)\.(\d{1,18})", re.ASCII)
COLUMNS = ("objective", "case", "due", "participant", "followed up by", "state", "notes")


def promises(user: User, service: Service, state: str = "open", today: date | None = None) -> QuerySet[Point]:
    """Objectives of final agreements of the cases this user may know of, by due day (W8-358)."""
    day = today or timezone.localdate()
    rows = Point.objects.filter(
        service=service,
        kind=Point.Kind.ACTION,
        agreement__state=OutcomeAgreement.State.FINAL,
        case__in=Case.objects.visible_to(user).filter(service=service),
    )
    goes_on = Q(status__in=Point.GOES_ON)
    wanted = {
        "open": goes_on & Q(due__gte=day),
        "overdue": goes_on & Q(due__lt=day),
        "done": ~goes_on,
        "all": Q(),
    }[state]
    return rows.filter(wanted).select_related("who", "overseer", "case").order_by("due", "pk")


def after(rows: QuerySet[Point], place: str) -> QuerySet[Point]:
    """What follows the last line of a page, given as its day and key; everything when that is no such place."""
    found = _PLACE.fullmatch(place)
    try:
        day = date.fromisoformat(found[1]) if found else None
    except ValueError:
        day = None
    if found is None or day is None:
        return rows
    return rows.filter(Q(due__gt=day) | Q(due=day, pk__gt=int(found[2])))


def line_of(point: Point, today: date) -> list[str]:
    """One objective as the register writes it. The person goes by the name they chose for the agreement."""
    late = point.status in Point.GOES_ON and point.due is not None and point.due < today
    return [
        point.what,
        point.case.number,
        point.due.isoformat() if point.due else "",
        point.who.called if point.who else "",
        point.overseer.name if point.overseer else "",
        "Overdue" if late else point.get_status_display(),
        point.note,
    ]


@dataclass(frozen=True)
class Linked:
    """How many of the promises of people responsible stand in a plan."""

    linked: int
    promised: int

    @property
    def share(self) -> int | None:
        """In per cent; None where nothing was promised."""
        return round(100 * self.linked / self.promised) if self.promised else None


def for_plans(user: User, service: Service) -> QuerySet[Point]:
    """What people responsible promised, with its entry in the plan, where their file may be opened (W8-378)."""
    return promises(user, service, "all").filter(who__side__in=RESPONSIBLE).select_related("plan_entry")


def linked_of(points: QuerySet[Point]) -> Linked:
    """Counted by the database, however many there are."""
    found = points.order_by().aggregate(promised=Count("pk"), linked=Count("plan_entry"))
    return Linked(**found)


def entry_of(point: Point) -> PlanEntry | None:
    """Its place in the plan, where it has one and it may be seen."""
    return getattr(point, "plan_entry", None)
