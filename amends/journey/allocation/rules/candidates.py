"""Who can take a case, best first, and who cannot, each with the reasons."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BooleanField,
    CharField,
    F,
    Func,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models import Case as Choose
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import may
from amends.foundation.case.models import Case
from amends.foundation.lib.refusal import Refused
from amends.foundation.people.models import ContactPoint, Person
from amends.journey.allocation.models import Allocation, SpecialistFinding, Weight
from amends.journey.allocation.models.allocation import LIVE
from amends.journey.allocation.rules.conflicts import SOURCE as CONFLICT_SOURCE
from amends.journey.allocation.rules.conflicts import Conflict, conflicts_of
from amends.service.partners.models import SecureDomain
from amends.service.partners.rules import check_works_securely
from amends.service.workforce.guide import Workload, kilometres, nearest_first, outward, workload
from amends.service.workforce.models import Facilitator, TimeEntry
from amends.service.workforce.rules import (
    Standing,
    check_in_post,
    check_trained,
    check_vetted,
    facilitators_with_standing,
    free_times,
    standing,
)

SPECIALIST_SOURCE = "Wait 'til Eight section 2 para 1.2; section 3 para 1.1"
FAR = 40
AT_ONCE = 40


@dataclass
class Load:
    """What somebody carries now. `needed` are the hours their open cases still take."""

    cases: int = 0
    serious: int = 0
    needed: float = 0
    over_guide: list[str] = field(default_factory=list)
    settings: Counter[str] = field(default_factory=Counter)
    tiers: Counter[int] = field(default_factory=Counter)


@dataclass(frozen=True)
class Need:
    """What the case asks of whoever takes it."""

    case: Case
    weight: Weight | None
    finding: SpecialistFinding | None
    languages: frozenset[str]
    areas: frozenset[str]
    conflicts: dict[int, list[Conflict]]
    secure: frozenset[str]

    @property
    def is_serious(self) -> bool:
        """Whether it counts towards the smaller limit."""
        return self.case.is_specialist or bool(self.weight and self.weight.is_serious)


@dataclass(frozen=True)
class Candidate:
    """One facilitator looked at for one case."""

    facilitator: Facilitator
    found: Standing
    load: Load
    limit: int
    hours_free: float
    hours_needed: int
    distance: int | None
    speaks: bool
    refusals: list[Refused]
    warnings: list[str]
    over_limit: bool
    offered: Allocation | None

    @property
    def user(self) -> User:
        """Whom an offer goes to."""
        return self.facilitator.user

    @property
    def can_take(self) -> bool:
        """Nothing forbids it. Beyond the limit it still needs a manager's reason."""
        return not self.refusals

    @property
    def free(self) -> list[tuple[int, str]]:
        """Days and parts of the week."""
        return free_times(self.facilitator)

    @property
    def order(self) -> tuple[object, ...]:
        """Best first: no warnings, the language, room to spare, near, and by name where all is equal."""
        far = 999 if self.distance is None else self.distance
        return (
            self.over_limit,
            not self.speaks,
            len(self.warnings),
            self.load.cases,
            far,
            self.user.name,
            self.facilitator.pk,
        )


@dataclass(frozen=True)
class Search:
    """Everything the allocation page shows about who could take a case. `further` says that more live further away."""

    can: list[Candidate]
    cannot: list[Candidate]
    allocations: list[Allocation]
    weight: Weight | None
    finding: SpecialistFinding | None
    after: int = 0
    further: bool = False


def search(
    case: Case,
    on: date | None = None,
    *,
    users: Iterable[User] | None = None,
    after: int = 0,
    at_once: int = AT_ONCE,
) -> Search:
    """Look at the facilitators who live nearest, or at `users`, for this case: five queries for any number of them.

    A service may have thousands, so they are looked at `at_once` at a time; `after` leaves out so many of the nearest.
    """
    day = on or timezone.localdate()
    need = _need(case)
    asked = _facilitators(need, day, users)
    found = list(asked if users is not None else asked[after : after + at_once + 1])
    rows = found if users is not None else found[:at_once]
    loads, allocations = _loads(case, [row.user_id for row in rows])
    open_ones = {Allocation.Answer.ACCEPTED, ""}
    offers = {a.user_id: a for a in allocations if a.ended_at is None and a.answer in open_ones}
    looked_at = [
        _look(row, need, loads.get(row.user_id, Load()), offers.get(row.user_id), day) for row in rows
    ]
    looked_at.sort(key=lambda candidate: candidate.order)
    return Search(
        can=[c for c in looked_at if c.can_take],
        cannot=[c for c in looked_at if not c.can_take],
        allocations=sorted(allocations, key=lambda a: (a.offered_at, a.pk), reverse=True),
        weight=need.weight,
        finding=need.finding,
        after=after,
        further=len(rows) < len(found),
    )


def _facilitators(need: Need, day: date, users: Iterable[User] | None) -> QuerySet[Facilitator]:
    """These, or all of the service: who speaks the language first, then who lives near."""
    week = TimeEntry.objects.filter(user=OuterRef("user"), on__gt=day - timedelta(days=7)).order_by()
    spent = week.values("user").annotate(total=Sum("minutes")).values("total")
    rows = facilitators_with_standing(need.case.service_id, day).annotate(week_minutes=Subquery(spent))
    if users is not None:
        return rows.filter(user__in=list(users))
    speaks = When(languages__contains=sorted(need.languages), then=Value(0))
    areas = Value(nearest_first(need.areas), output_field=ArrayField(CharField()))
    near = Func(areas, F("area"), function="array_position", output_field=IntegerField())
    return rows.order_by(Choose(speaks, default=Value(1)), near.asc(nulls_last=True), "pk")


def candidates(
    case: Case, on: date | None = None, *, users: Iterable[User] | None = None
) -> tuple[list[Candidate], list[Candidate]]:
    """Those who can take the case, best first, and those who cannot, each with reasons."""
    found = search(case, on, users=users)
    return found.can, found.cannot


def check_can_offer(
    case: Case, users: Iterable[User], *, by: User, over_limit_reason: str = "", on: date | None = None
) -> None:
    """Refuse when any of these cannot take the case, or is over the limit without a manager's reason (W8-154)."""
    users = list(users)
    can, cannot = candidates(case, on, users=users)
    found = {candidate.user.pk: candidate for candidate in (*can, *cannot)}
    for user in users:
        candidate = found.get(user.pk)
        if candidate is None:
            raise Refused(f"{user.name} has no facilitator profile.", opens="Add one under Facilitators.")
        for refusal in candidate.refusals:
            raise Refused(f"{user.name}: {refusal.reason}", source=refusal.source, opens=refusal.opens)
        if candidate.over_limit:
            check_beyond_limit(candidate, by=by, reason=over_limit_reason, service_id=case.service_id)


def check_beyond_limit(candidate: Candidate, *, by: User, reason: str, service_id: int) -> None:
    """Beyond the limit only a manager may go, and says why."""
    if reason and may(by, Permission.APPROVAL_DECIDE, service_id):
        return
    raise Refused(
        f"{candidate.user.name} has {candidate.load.cases} open cases and the limit is {candidate.limit}, "
        f"or too many serious ones ({candidate.load.serious}).",
        source=workload().limits_source,
        opens="A manager can offer it all the same, with a reason.",
        field="over_limit_reason",
    )


def _need(case: Case) -> Need:
    points = ContactPoint.objects.filter(participant=OuterRef("participant")).exclude(postcode="")
    postcodes = ArraySubquery(points.order_by("rank", "pk").values("postcode"))
    people = Person.objects.filter(participant__case=case, participant__left_at__isnull=True)
    read = list(people.annotate(postcodes=postcodes).values_list("language", "postcodes"))
    domains = SecureDomain.objects.filter(service=OuterRef("service")).values("domain")
    rows = Case.objects.filter(pk=case.pk).select_related("weight", "specialist_finding")
    seen = rows.annotate(secure=ArraySubquery(domains)).get()
    conflicts: dict[int, list[Conflict]] = {}
    for conflict in conflicts_of(case):
        conflicts.setdefault(conflict.user_id, []).append(conflict)
    return Need(
        case=case,
        weight=getattr(seen, "weight", None),
        finding=getattr(seen, "specialist_finding", None),
        languages=frozenset(language.strip().capitalize() for language, _ in read if language.strip())
        - {"English"},
        areas=frozenset(outward(postcode) for _, codes in read for postcode in codes),
        conflicts=conflicts,
        secure=frozenset(seen.__dict__["secure"]),
    )


def _loads(case: Case, users: list[int]) -> tuple[dict[int, Load], list[Allocation]]:
    """The live load of these users, and every offer there was of this case."""
    spent = TimeEntry.objects.filter(user=OuterRef("user"), case=OuterRef("case")).order_by().values("user")
    minutes = Subquery(spent.annotate(total=Sum("minutes")).values("total"))
    # Open cases are few and have an index of their own; all that somebody has ever had are many.
    is_open = Case.objects.filter(service_id=case.service_id, closed_at__isnull=True)
    carried = Allocation.objects.filter(LIVE, user__in=users, case__in=is_open)
    either = Allocation.objects.filter(case=case).values("pk").union(carried.values("pk"))
    # As a list of keys: given as a query, PostgreSQL expects many and reads every allocation there is.
    either_one = Func(
        F("pk"),
        ArraySubquery(either),
        template="(%(expressions)s))",
        arg_joiner=" = ANY (",
        output_field=BooleanField(),
    )
    rows = Allocation.objects.filter(either_one, service_id=case.service_id).annotate(minutes=minutes)
    loads: dict[int, Load] = {}
    read = list(rows.select_related("case__weight", "user"))
    for row in read:
        if row.is_live and row.case.closed_at is None:
            _add(loads.setdefault(row.user_id, Load()), row, workload())
    return loads, [row for row in read if row.case_id == case.pk]


def _add(load: Load, row: Allocation, figures: Workload) -> None:
    weight: Weight | None = getattr(row.case, "weight", None)
    hours = (row.__dict__["minutes"] or 0) / 60
    load.cases += 1
    load.needed += max(figures.allowance(row.case.family) - hours, 0)
    if hours > figures.guide_hours_a_case:
        load.over_guide.append(
            f"{hours:.0f} hours on {row.number}, more than the usual {figures.guide_hours_a_case}"
        )
    if weight and weight.setting:
        load.settings[weight.get_setting_display()] += 1
    if weight and weight.tier:
        load.tiers[weight.tier] += 1
    if row.case.is_specialist or (weight and weight.is_serious):
        load.serious += 1


def _look(row: Facilitator, need: Need, load: Load, offered: Allocation | None, day: date) -> Candidate:
    figures = workload()
    found = standing(row, day)
    limit = figures.open_cases if row.case_limit is None else row.case_limit
    free = row.hours_a_month - figures.related - load.needed
    allowance = figures.allowance(need.case.family)
    distances = [d for area in need.areas if (d := kilometres(row.area, area)) is not None]
    speaks = need.languages <= {language.capitalize() for language in row.languages}
    over = load.cases >= limit or (need.is_serious and load.serious >= figures.serious_cases)
    distance = max(distances, default=None)
    candidate = Candidate(
        facilitator=row,
        found=found,
        load=load,
        limit=limit,
        hours_free=free,
        hours_needed=allowance,
        distance=distance,
        speaks=speaks,
        refusals=_refusals(row, need, found, offered, day),
        warnings=[],
        over_limit=over,
        offered=offered,
    )
    candidate.warnings.extend(_warnings(candidate, need, figures))
    return candidate


def _refusals(
    row: Facilitator, need: Need, found: Standing, offered: Allocation | None, day: date
) -> list[Refused]:
    refusals = []
    checks: tuple[Callable[[], None], ...] = (
        lambda: check_in_post(found),
        lambda: check_trained(found),
        lambda: check_vetted(found, day),
        lambda: check_works_securely(row.user.email, need.secure),
        lambda: check_specialist(need.case, row, need.finding),
        lambda: _check_conflicts(need.conflicts.get(row.user_id, [])),
        lambda: _check_not_offered(offered),
    )
    for check in checks:
        try:
            check()
        except Refused as refusal:
            refusals.append(refusal)
    return refusals


def check_specialist(case: Case, facilitator: Facilitator, finding: SpecialistFinding | None) -> None:
    """Specialist cases go only to those approved for them, after a manager's finding (W8-064)."""
    if not case.is_specialist:
        return
    if not facilitator.approved_for_specialist:
        raise Refused(
            "They are not approved for cases after a sexual offence or a death.",
            source=SPECIALIST_SOURCE,
            opens="Choose somebody experienced, or change their profile if that is wrong.",
        )
    if finding is None:
        raise Refused(
            "A manager has not yet written down why this specialist case can be taken on.",
            source=SPECIALIST_SOURCE,
            opens="The manager writes the finding on the allocation page.",
        )


def _check_conflicts(found: list[Conflict]) -> None:
    if found:
        kinds = ", ".join(sorted({conflict.words.lower() for conflict in found}))
        raise Refused(
            f"They have to do with somebody in this case: {kinds}.",
            source=CONFLICT_SOURCE,
            opens="A colleague without that part can take it.",
        )


def _check_not_offered(offered: Allocation | None) -> None:
    if offered:
        raise Refused("They have this case already." if offered.is_live else "It is already offered to them.")


def _warnings(candidate: Candidate, need: Need, figures: Workload) -> list[str]:
    warnings = list(candidate.load.over_guide)
    if candidate.over_limit:
        warnings.append(
            f"{candidate.load.cases} open cases, the limit is {candidate.limit}: needs a manager's reason"
        )
    if candidate.hours_free < candidate.hours_needed:
        free = max(round(candidate.hours_free), 0)
        hours = "hour" if free == 1 else "hours"
        warnings.append(f"{free} {hours} free, a case like this takes {candidate.hours_needed}")
    week = (candidate.facilitator.__dict__["week_minutes"] or 0) / 60
    if week > figures.guide_hours_a_week:
        warnings.append(f"{week:.0f} hours this week, more than the usual {figures.guide_hours_a_week}")
    if not candidate.speaks:
        warnings.append(f"would need an interpreter for {', '.join(sorted(need.languages))}")
    if candidate.distance is not None and candidate.distance > FAR:
        warnings.append(f"lives {candidate.distance} km away")
    return warnings
