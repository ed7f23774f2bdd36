"""The handover sheet: what a colleague needs in order to step in at once, and which parts are thin (W8 s7 para 7.1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.case.models import Case, CaseFile, Participant
from amends.foundation.clock.models import Clock
from amends.foundation.documents.models import Document
from amends.foundation.lib.dates import long_date
from amends.journey.agreement.models import Point
from amends.journey.consent.rules import switchboards
from amends.journey.contact.models import Appointment, Contact
from amends.journey.disclosure.models import Part as OtherBody
from amends.journey.notes.models import HardCopy
from amends.journey.risk.models import Assessment

STALE_DAYS = 28
OWN = {Participant.Part.PRINCIPAL, Participant.Part.MEMBER}


@dataclass(frozen=True)
class Section:
    """One of the eight parts with its lines and the day of its last entry."""

    title: str
    lines: list[str]
    last_on: date | None

    @property
    def state(self) -> str:
        """`empty`, `stale` after 28 days without an entry, or `fresh`."""
        if not self.lines:
            return "empty"
        limit = timezone.localdate() - timedelta(days=STALE_DAYS)
        return "stale" if self.last_on is None or self.last_on < limit else "fresh"


def handover_of(case: Case, user: User) -> list[Section]:
    """All eight parts, of the sides this user may see."""
    files = _files(case, user)
    people = _people(files)
    own = [person for person in people if person.part in OWN]
    others = [person for person in people if person.part not in OWN]
    return [
        _stage(case),
        _contacts(own),
        _appointments(own),
        _risks(own),
        _promises(case),
        _consents(own),
        _papers(case, files),
        _others(others, files),
    ]


def _files(case: Case, user: User) -> list[CaseFile]:
    """The files, each with its paper and with what other bodies do, in one query."""
    mine = {"file": OuterRef("pk")}
    paper = HardCopy.objects.filter(**mine, destroyed_on__isnull=True).order_by("pk")
    bodies = OtherBody.objects.filter(**mine, agency__isnull=False).order_by("pk")
    copies = JSONObject(reference="reference", place="store__name", since="kept_since")
    parts = JSONObject(agency="agency__name", need="need", state="state")
    rows = CaseFile.objects.visible_to(user).filter(case=case)
    return list(
        rows.annotate(
            paper=ArraySubquery(paper.values(json=copies)), bodies=ArraySubquery(bodies.values(json=parts))
        )
    )


def _people(files: list[CaseFile]) -> list[Participant]:
    me = OuterRef("pk")
    contact = Contact.objects.filter(participant=me).order_by("-at")
    ahead = Appointment.objects.filter(participant=me, kept="", at__gt=timezone.now()).order_by("at")
    risk = Assessment.objects.filter(participant=me).order_by("-pk")
    rows = Participant.objects.filter(file__in=files, left_at__isnull=True).annotate(
        contact_at=Subquery(contact.values("at")[:1]),
        contact_result=Subquery(contact.values("result")[:1]),
        next_at=Subquery(ahead.values("at")[:1]),
        next_made=Subquery(ahead.values("made_at")[:1]),
        risk_level=Subquery(risk.values("level")[:1]),
        risk_done=Subquery(risk.values("safeguards")[:1]),
        risk_at=Subquery(risk.values("assessed_at")[:1]),
    )
    return list(rows.order_by("side", "pk"))


def _day(moment: datetime | None) -> date | None:
    return timezone.localtime(moment).date() if moment else None


def _newest(days: Iterable[date | None]) -> date | None:
    return max((day for day in days if day), default=None)


def _name(person: Participant) -> str:
    return f"{person.initials}, {person.words.lower()}"


def _stage(case: Case) -> Section:
    running = Clock.objects.filter(case=case, stopped_at__isnull=True).order_by("due_at", "pk")
    clocks = list(running[:20])
    lines = [case.get_stage_display(), *(f"To do: {clock.title}" for clock in clocks)]
    return Section(
        "Where it stands", lines, _newest([_day(case.opened_at), *(_day(c.started_at) for c in clocks)])
    )


def _contacts(people: list[Participant]) -> Section:
    found = [(person, person.__dict__["contact_at"], person.__dict__["contact_result"]) for person in people]
    lines = [
        f"{_name(person)}: {long_date(timezone.localtime(at).date())}, {Contact.Result(result).label.lower()}"
        for person, at, result in found
        if at
    ]
    return Section("Last contact with each party", lines, _newest(_day(at) for _, at, _ in found))


def _appointments(people: list[Participant]) -> Section:
    found = [(p, p.__dict__["next_at"], p.__dict__["next_made"]) for p in people if p.__dict__["next_at"]]
    lines = [f"{_name(p)}: {timezone.localtime(at):%-d %B %Y, %H:%M}" for p, at, _ in found]
    return Section("Next appointments", lines, _newest(_day(made) for _, _, made in found))


def _risks(people: list[Participant]) -> Section:
    found = [(p, p.__dict__) for p in people if p.__dict__["risk_level"]]
    lines = [
        f"{_name(p)}: {Assessment.Level(r['risk_level']).label.lower()}. {r['risk_done']}" for p, r in found
    ]
    return Section(
        "Open risks, and what is done about them", lines, _newest(_day(r["risk_at"]) for _, r in found)
    )


def _promises(case: Case) -> Section:
    rows = Point.objects.filter(case=case, kind=Point.Kind.ACTION, status__in=Point.GOES_ON)
    points = list(rows.select_related("agreement").order_by("due", "pk"))
    lines = [f"{point.what}{f', by {long_date(point.due)}' if point.due else ''}" for point in points]
    return Section("Promises made", lines, _newest(p.status_on or _day(p.added_at) for p in points))


def _consents(people: list[Participant]) -> Section:
    boards = switchboards(people)
    lines, days = [], []
    for person in people:
        on = [switch.purpose.title.lower() for switch in boards[person.pk].values() if switch.is_on]
        days += [switch.last.given_on for switch in boards[person.pk].values() if switch.last]
        if on:
            lines.append(f"{_name(person)}: {'; '.join(on)}")
    return Section("What they have agreed to", lines, _newest(days))


def _papers(case: Case, files: list[CaseFile]) -> Section:
    written = list(Document.objects.filter(case=case).defer("html", "easy_html").order_by("-made_at")[:30])
    paper = [copy for file in files for copy in file.__dict__["paper"]]
    lines = [f"{document.title}, {long_date(_day(document.made_at) or date.min)}" for document in written]
    lines += [f"On paper: {copy['reference']}, {copy['place']}" for copy in paper]
    days = [_day(document.made_at) for document in written]
    return Section("Papers held", lines, _newest([*days, *(date.fromisoformat(c["since"]) for c in paper)]))


def _others(people: list[Participant], files: list[CaseFile]) -> Section:
    bodies = [body for file in files for body in file.__dict__["bodies"]]
    lines = [_name(person) for person in people]
    for body in bodies:
        need, state = OtherBody.Need(body["need"]).label, OtherBody.State(body["state"]).label
        lines.append(f"{body['agency']}: {need.lower()}, {state.lower()}")
    return Section("Who else is involved", lines, _newest(_day(person.created_at) for person in people))
