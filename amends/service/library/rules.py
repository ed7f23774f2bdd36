"""What somebody may read, what is in force, what they still have to read, and what has to be looked at."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from amends.foundation.access.models import Membership, Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.roles import FOR_AN_AGENCY, ROLES, Sees
from amends.foundation.access.rules import access_of, may
from amends.foundation.lib.dates import long_date
from amends.foundation.lib.refusal import Refused
from amends.service.library.delivered import Shelf, contents
from amends.service.library.models import Confirmation, Edition, Entry

READERS_OF_ALL = frozenset(key for key, role in ROLES.items() if role.sees in {Sees.SERVICE, Sees.GRANTED})
IN_HAND = (Edition.State.DRAFT, Edition.State.FINAL)


def roles_in(user: User, service: Service) -> set[str]:
    """The roles this person has in the service today."""
    return {m.role for m in access_of(user).memberships if m.service_id == service.pk}


def is_ours(user: User, service: Service) -> bool:
    """Whether somebody works for the service itself, not only for a partner: they read internal things too."""
    return any(ROLES[role].sees not in FOR_AN_AGENCY for role in roles_in(user, service) if role in ROLES)


def keeps(user: User, service: Service) -> bool:
    """Whether somebody keeps the library."""
    return may(user, Permission.SERVICE_MANAGE, service)


def entries_for(user: User, service: Service) -> QuerySet[Entry]:
    """What this person may read; whoever keeps the library also sees what is not in force."""
    beside = ("replaced_by", "explains", "stored_copy", "owner")
    rows = Entry.objects.filter(service=service).select_related(*beside)
    if not is_ours(user, service):
        rows = rows.filter(internal=False).exclude(kind=Entry.Kind.LETTER)
    if not keeps(user, service):
        in_force = Edition.objects.filter(entry=OuterRef("pk"), state=Edition.State.PUBLISHED)
        outside = ~Q(address="") | Q(standing=Entry.Standing.REPLACED) | Q(stored_copy__isnull=False)
        rows = rows.filter(Exists(in_force) | outside)
    editions = Edition.objects.order_by("-number").select_related("approved_by", "paper")
    return rows.prefetch_related(Prefetch("editions", editions)).order_by("kind", "title")


def open_entry(user: User, service: Service, entry_id: int) -> Entry:
    """One entry, if this person may read it. Raises Http404 otherwise."""
    found = entries_for(user, service).filter(pk=entry_id).first()
    if found is None:
        raise Http404
    return found


def in_force(entry: Entry) -> Edition | None:
    """The version that holds, of an entry read by `entries_for`."""
    return next((e for e in entry.editions.all() if e.state == Edition.State.PUBLISHED), None)


def in_hand(entry: Entry) -> Edition | None:
    """The version that is being written."""
    return next((e for e in entry.editions.all() if e.is_in_hand), None)


def at_place(user: User, service: Service, place: str) -> list[Entry]:
    """What belongs beside a step; what has been replaced comes last, after what replaces it."""
    rows = list(entries_for(user, service).filter(places__contains=[place]))
    return sorted(rows, key=_replaced_last)


def for_output(user: User, service: Service, output: int) -> list[Entry]:
    """What supports one output of the specification, the replacement of an old instruction before it (SS-052)."""
    rows = {row.pk: row for row in entries_for(user, service)}
    wanted = [row for row in rows.values() if output in row.outputs]
    newer = [rows[row.replaced_by_id] for row in wanted if row.replaced_by_id in rows]
    return sorted({row.pk: row for row in [*newer, *wanted]}.values(), key=_replaced_last)


def _replaced_last(entry: Entry) -> tuple[bool, str]:
    return entry.standing == Entry.Standing.REPLACED, entry.title


def to_read(user: User, service: Service) -> QuerySet[Edition]:
    """The versions in force that this person has still to confirm: one query (EX-098)."""
    mine = roles_in(user, service)
    if not is_ours(user, service):
        return Edition.objects.none()
    whose = Q(entry__roles__overlap=list(mine))
    if mine & READERS_OF_ALL:
        whose |= Q(entry__roles=[])
    read = Confirmation.objects.filter(edition=OuterRef("pk"), user=user)
    rows = Edition.objects.filter(
        whose, ~Exists(read), service=service, state=Edition.State.PUBLISHED, entry__must_be_read=True
    )
    return rows.select_related("entry").order_by("effective_on", "pk")


def readers(entry: Entry) -> QuerySet[User]:
    """Who has to read it: everybody who works on cases, or those with the roles it names."""
    roles = entry.roles or sorted(READERS_OF_ALL)
    today = timezone.localdate()
    current = Membership.objects.filter(service=entry.service_id, role__in=roles, starts_on__lte=today)
    current = current.exclude(ends_on__lt=today)
    return User.objects.filter(pk__in=current.values("user"), is_active=True, is_system=False).order_by(
        "name", "pk"
    )


def outstanding(edition: Edition) -> QuerySet[User]:
    """Who has not confirmed this version yet."""
    return readers(edition.entry).exclude(pk__in=edition.confirmations.values("user"))


def check_may_confirm(user: User, edition: Edition) -> None:
    """Refuse to say that one has read what is not in force."""
    if edition.state != Edition.State.PUBLISHED:
        raise Refused("This version is not in force.", opens="Read the version that is, and confirm that.")


@dataclass(frozen=True)
class Flag:
    """Something that whoever keeps the library has to see to."""

    entry: Entry
    words: str


def flags(entries: Iterable[Entry], today: date | None = None) -> list[Flag]:
    """What is old, broken, late or behind, of entries read by `entries_for`."""
    day = today or timezone.localdate()
    rows = list(entries)
    by_id = {row.pk: row for row in rows}
    found = [Flag(row, words) for row in rows for words in _wrong_with(row, by_id, day)]
    return sorted(found, key=lambda flag: flag.entry.title)


def _wrong_with(entry: Entry, by_id: dict[int, Entry], day: date) -> list[str]:
    edition, found = in_force(entry), []
    if edition and edition.is_due(day) and edition.review_on:
        found.append(f"Should have been looked at again by {long_date(edition.review_on)}")
    if entry.link_works is False:
        found.append("The link does not work")
    elif entry.address and link_is_unchecked(entry, day):
        found.append("Nobody has checked the link for a while")
    late = entry.standing == Entry.Standing.AWAITED and entry.expected_on and entry.expected_on < day
    if late and entry.expected_on:
        found.append(f"Awaited since {long_date(entry.expected_on)}")
    return found + behind(entry, by_id)


def behind(entry: Entry, by_id: dict[int, Entry]) -> list[str]:
    """Guidance that was written for an older version of its process map (W8-032)."""
    edition, explained = in_force(entry), by_id.get(entry.explains_id or 0)
    map_now = in_force(explained) if explained else None
    if edition and map_now and explained and (edition.explains_version or 0) < map_now.number:
        was = edition.explains_version or "none"
        return [f"Written for version {was} of “{explained.title}”, which is at version {map_now.number}"]
    return []


def link_is_unchecked(entry: Entry, day: date) -> bool:
    """Whether nobody has followed the link within the period that is set (PF-066)."""
    oldest = day - timedelta(days=contents().link_check_days)
    return entry.link_checked_on is None or entry.link_checked_on < oldest


@dataclass(frozen=True)
class Paper:
    """One paper of a shelf: what it is, where it stands, and the entry where there is one.

    `earlier` are the versions that are over, the newest first; `procedure` is the paper a form is filled in by.
    """

    key: str
    title: str
    state: str
    is_there: bool
    entry: Entry | None = None
    edition: Edition | None = None
    earlier: tuple[Edition, ...] = ()
    procedure: "Paper | None" = None


def papers_of(service: Service, shelf: Shelf) -> list[Paper]:
    """Every paper a shelf wants, with what is held of it: one query, and one for the versions."""
    rows = Entry.objects.filter(service=service, key__in=shelf.entries).select_related("owner")
    return papers_among(rows.prefetch_related("editions"), shelf)


def papers_among(rows: Iterable[Entry], shelf: Shelf) -> list[Paper]:
    """The same where the entries have been read already."""
    by_key = {row.key: row for row in rows}
    found = {key: _paper(key, title, by_key.get(key), shelf) for key, title in shelf.entries.items()}
    delivered = contents().entries
    return [
        replace(paper, procedure=found.get(delivered[key].procedure) if key in delivered else None)
        for key, paper in found.items()
    ]


def _paper(key: str, title: str, entry: Entry | None, shelf: Shelf) -> Paper:
    edition = in_force(entry) if entry else None
    state = shelf.held if edition else shelf.gap
    return Paper(key, title, state, edition is not None, entry, edition, _over(entry) if entry else ())


def _over(entry: Entry) -> tuple[Edition, ...]:
    """What was in force once, the newest first."""
    over = (each for each in entry.editions.all() if each.over_on)
    return tuple(sorted(over, key=lambda each: -each.number))


def held_on(paper: Paper, day: date) -> Edition | None:
    """The version that held on a day, so that a form filled in then shows what it was filled in under."""
    known = [paper.edition, *paper.earlier] if paper.edition else list(paper.earlier)
    for edition in known:
        began = edition.effective_on is not None and edition.effective_on <= day
        if began and (edition.over_on is None or day < edition.over_on):
            return edition
    return None


def has_procedure(entry: Entry) -> bool:
    """Whether it is a form that is filled in by a written procedure."""
    delivered = contents().entries.get(entry.key)
    return bool(delivered and delivered.procedure)


def procedure_for(service: Service, form: str) -> Paper | None:
    """The procedure a form is filled in by, with its version in force where there is one (W8-246)."""
    delivered = contents().entries.get(form)
    key = delivered.procedure if delivered else ""
    for shelf in contents().shelves.values():
        if key in shelf.entries:
            row = Entry.objects.filter(service=service, key=key).prefetch_related("editions").first()
            return _paper(key, shelf.entries[key], row, shelf)
    return None


def missing_before_start(service: Service) -> list[Paper]:
    """What a service must have approved before its first meeting, and has not (W8-246)."""
    wanted = [shelf for shelf in contents().shelves.values() if shelf.before_start]
    return [paper for shelf in wanted for paper in papers_of(service, shelf) if not paper.is_there]


def by_kind(entries: Iterable[Entry]) -> list[tuple[str, list[Entry]]]:
    """For the list, in the order of the kinds."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[entry.kind].append(entry)
    return [(str(label), found[kind]) for kind, label in Entry.Kind.choices if kind in found]
