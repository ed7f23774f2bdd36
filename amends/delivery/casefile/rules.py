"""What the case page, the file pages and the lists show, read in as few queries as can be."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import OuterRef, Q, Subquery

from amends.delivery.casefile.wording import QUIET, in_words
from amends.foundation.access.models import Service, User
from amends.foundation.case.models import Case, CaseFile, CaseMilestone, Participant, Side
from amends.foundation.clock.models import Clock
from amends.foundation.clock.rules import State, read
from amends.foundation.lib.keys import read_key
from amends.foundation.pages.parts import Clock as ClockPart
from amends.foundation.pages.parts import Event
from amends.foundation.pages.templatetags.amends import short_day
from amends.foundation.people.models import Person, SafeContact
from amends.foundation.record.models import Act, AuditEvent
from amends.journey.consent.rules import Switch, switchboards
from amends.journey.consent.rules.switches import NO
from amends.journey.court.rules.papers import cases_with_papers_outstanding
from amends.journey.risk.models import Assessment
from amends.journey.risk.rules import ORDER
from amends.journey.suitability.models import Judgement

_CLOCK_STATES = {
    State.OVERDUE: "overdue",
    State.WAITING: "running",
    State.SOON: "soon",
    State.TODAY: "soon",
    State.RUNNING: "running",
}
_COLOURS = {Side.PARTY_A: "harmed", Side.PARTY_B: "responsible"}


def colour_of(side: str) -> str:
    """Which of the two colours a side has; parties A and B have the same two."""
    return _COLOURS.get(Side(side), side) if side else "shared"


@dataclass
class PersonLine:
    """Somebody on a side, with what is safe and what they have agreed to."""

    participant: Participant
    person: Person | None
    card: SafeContact | None
    switches: dict[str, Switch]
    members: "list[PersonLine]" = field(default_factory=list)

    @property
    def members_agreed(self) -> int:
        """How many members of a harmed group have agreed to take part (EX-025)."""
        return sum(member.switches["take_part"].is_on for member in self.members)

    @property
    def risk(self) -> Assessment.Level | None:
        """The level that counts now."""
        level = getattr(self.participant, "risk_level", None)
        return Assessment.Level(level) if level else None

    @property
    def flags(self) -> list[str]:
        """What the last judgement of suitability says is to be looked at."""
        return getattr(self.participant, "suitability_flags", None) or []

    @property
    def agreed(self) -> list[Switch]:
        """What is switched on."""
        return [s for s in self.switches.values() if s.is_on]

    @property
    def has_stopped(self) -> bool:
        """They have said no to taking part, or taken it back."""
        return self.switches["take_part"].state in NO

    @property
    def to_ask(self) -> list[Switch]:
        """What must be asked of everybody and has not been."""
        return [self.switches[k] for k in ("contact", "take_part") if self.switches[k].state == "not asked"]


@dataclass
class SideOfCase:
    """One column of the case page."""

    side: str
    title: str
    people: list[PersonLine] = field(default_factory=list)

    @property
    def colour(self) -> str:
        """For the stylesheet."""
        return colour_of(self.side)


def sides_of(case: Case, user: User) -> list[SideOfCase]:
    """The sides this user may see, with their people: two queries. A side that may not be seen leaves no trace."""
    last_risk = Assessment.objects.filter(participant=OuterRef("pk")).order_by("-pk")
    last_judgement = Judgement.objects.filter(participant=OuterRef("pk")).order_by("-pk")
    participants = list(
        Participant.objects.filter(case=case, file__in=CaseFile.objects.visible_to(user))
        .select_related("person", "safe_contact")
        .annotate(
            risk_level=Subquery(last_risk.values("level")[:1]),
            suitability_flags=Subquery(last_judgement.values("flags")[:1]),
        )
        .order_by("pk")
    )
    boards = switchboards(participants)
    sides: dict[str, SideOfCase] = {}
    for participant in participants:
        side = sides.setdefault(participant.side, SideOfCase(participant.side, Side(participant.side).label))
        side.people.append(
            PersonLine(
                participant,
                getattr(participant, "person", None),
                getattr(participant, "safe_contact", None),
                boards[participant.pk],
            )
        )
    for shown in sides.values():
        _tie_members(shown.people)
    return [sides[side] for side in Side.values if side in sides]


def _tie_members(people: list[PersonLine]) -> None:
    """Each group with its members and spokespersons."""
    groups = {
        line.participant.pk: line for line in people if line.person and line.person.kind == Person.Kind.GROUP
    }
    parts = {Participant.Part.MEMBER, Participant.Part.SPOKESPERSON}
    for line in people:
        group = groups.get(line.participant.of_id or 0)
        if group and line.participant.part in parts and not line.participant.left_at:
            group.members.append(line)


def highest_risk(sides: list[SideOfCase]) -> Assessment.Level | None:
    """The highest level among those who may be seen, for the top of the page."""
    levels = [line.risk for side in sides for line in side.people if line.risk]
    return max(levels, key=ORDER.index, default=None)


def milestones_of(case: Case) -> dict[str, datetime]:
    """What has been reached and when, oldest first."""
    return dict(CaseMilestone.objects.filter(case=case).order_by("at").values_list("name", "at"))


@dataclass(frozen=True)
class RunningClock:
    """A clock as the case page shows it."""

    clock: Clock
    part: ClockPart | None
    words: str
    state: str
    side: str = ""

    @property
    def is_overdue(self) -> bool:
        """Whether its day has passed."""
        return self.state == State.OVERDUE


def clocks_of(case: Case, files: dict[int, str]) -> list[RunningClock]:
    """The clocks and tasks that run on this case, most urgent first. `files` says whose side each file is."""
    running = Clock.objects.filter(case=case, stopped_at__isnull=True).order_by("due_at", "pk")
    return [as_shown(clock, files.get(clock.file_id or 0, "")) for clock in running]


def as_shown(clock: Clock, side: str = "") -> RunningClock:
    """A clock with its bar, where it has a limit."""
    reading = read(clock)
    since = f" since {short_day(clock.paused_at)}" if clock.paused_at else ""
    note = f"waiting for {clock.waiting_for}" if clock.waiting_for else f"{clock.paused_because}{since}"
    part = None
    if reading.limit:
        unit = "hour" if reading.words.startswith("hour") else "day"
        due = clock.due_at.date() if clock.due_at else None
        part = ClockPart(
            f"{clock.title} ({Side(side).label.lower()})" if side else clock.title,
            reading.day,
            reading.limit,
            "paused" if clock.paused_at else _CLOCK_STATES[reading.state],
            unit=unit,
            due=None if clock.paused_at else due,
            note=note,
        )
    return RunningClock(clock, part, reading.words, reading.state, Side(side).label if side else "")


def timeline_of(case: Case, *, side: str = "", before: int | None = None, size: int = 10) -> list[AuditEvent]:
    """What happened, newest first. The database leaves out what belongs to a file this user may not open."""
    events = AuditEvent.objects.filter(case_id=case.pk).exclude(act=Act.CONSULTATION)
    for start in QUIET:
        events = events.exclude(what__startswith=start)
    if side:
        events = events.filter(file_id__in=CaseFile.objects.filter(case=case, side=side).values("pk"))
    if before:
        events = events.filter(pk__lt=before)
    names = User.objects.filter(pk=OuterRef("user_id")).values("name")
    return list(events.annotate(by_name=Subquery(names)).order_by("-pk")[:size])


def as_events(events: list[AuditEvent], sides: dict[int, str]) -> list[Event]:
    """Trail rows as lines of a timeline."""
    return [
        Event(
            title=in_words(event.what, event.details),
            when=event.at,
            by=getattr(event, "by_name", None) or "",
            side=colour_of(sides[event.file_id]) if event.file_id in sides else "shared",
            side_words=Side(sides[event.file_id]).label if event.file_id in sides else "",
        )
        for event in events
    ]


@dataclass(frozen=True)
class Wanted:
    """Which cases a list is cut down to; with `papers_of` those of a service in which papers are outstanding."""

    stages: list[str]
    families: list[str]
    papers_of: Service | None = None


def case_list(user: User, wanted: Wanted, *, after: str = "", size: int = 25) -> list[Case]:
    """One page of cases, newest first, read by key: as quick at a million as at ten. One more row means a next page."""
    cases = Case.objects.visible_to(user)
    if wanted.papers_of:
        cases = cases.filter(pk__in=cases_with_papers_outstanding(wanted.papers_of).values("pk"))
    if wanted.stages:
        cases = cases.filter(stage__in=wanted.stages)
    if wanted.families:
        cases = cases.filter(family__in=wanted.families)
    key = cursor_of(after)
    if key:
        opened, pk = key
        cases = cases.filter(Q(opened_at__lt=opened) | Q(opened_at=opened, pk__lt=pk), opened_at__lte=opened)
    return list(cases.order_by("-opened_at", "-pk")[: size + 1])


def key_of(case: Case) -> str:
    """Where the next page begins."""
    return f"{case.opened_at.isoformat()}_{case.pk}"


def cursor_of(text: str) -> tuple[datetime, int] | None:
    """What `key_of` wrote, or None for anything else."""
    moment, _, pk = text.rpartition("_")
    key = read_key(pk)
    try:
        opened = datetime.fromisoformat(moment)
    except ValueError:
        return None
    return (opened, key) if key is not None and opened.tzinfo else None
