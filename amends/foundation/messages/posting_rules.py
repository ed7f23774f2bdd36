"""Questions about envelopes in the print queue: may it go now, what has to be watched, what may it show?"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from amends.foundation.access.models import Service, User
from amends.foundation.case.guards import refusals_to_send
from amends.foundation.case.models import Participant, Side
from amends.foundation.case.rules import check_is_live
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.models import Envelope, Message
from amends.foundation.messages.rules import as_written
from amends.foundation.people.ages import check_written_to_themselves
from amends.foundation.people.models import ContactPoint, SafeContact
from amends.foundation.people.rules import SOURCE, check_channel

AT_ONCE = 200
OTHERS = "others"
NOT_ASKED = "Nobody has asked them yet what it may show: what cannot be delivered does not come back."
STOPPED_SINCE = "Nothing in it may go any more. Destroy what was printed, and take it out of the queue."
RUNS = {
    Side.HARMED: "People harmed",
    Side.RESPONSIBLE: "People responsible",
    Side.PARTY_A: "First parties",
    Side.PARTY_B: "Second parties",
    OTHERS: "Nobody in a case",
}


@dataclass
class Waiting:
    """One envelope of the queue with its papers, why it cannot go, and what whoever prints it has to know."""

    envelope: Envelope
    papers: list[Message] = field(default_factory=list)
    hold: Refused | None = None
    warnings: list[str] = field(default_factory=list)

    @property
    def run(self) -> str:
        """With which pile it is printed: one side at a time."""
        return self.participant.side if self.participant else OTHERS

    @property
    def participant(self) -> Participant | None:
        """Whom it is for, where they are in a case."""
        return self.papers[0].to_participant if self.papers else self.envelope.participant

    @property
    def card(self) -> SafeContact | None:
        """The safe-contact card it goes by."""
        return getattr(self.participant, "safe_contact", None) if self.participant else None

    @property
    def shows_only_address(self) -> bool:
        """Whether the card has not been asked for more; a letter to a body outside says where it goes back to."""
        chosen = self.card.envelope_shows if self.card else SafeContact.Shows.NOT_ASKED
        return self.participant is not None and chosen != SafeContact.Shows.RETURN

    @property
    def window(self) -> str:
        """What shows in the window or on the label besides the address."""
        if self.shows_only_address:
            asked = self.card is not None and self.card.envelope_shows == SafeContact.Shows.ADDRESS
            return "Nothing but the address." if asked else f"Nothing but the address. {NOT_ASKED}"
        return "The address, and where it goes back to, without the name of the service."

    @property
    def is_as_printed(self) -> bool:
        """Whether what was printed is what still waits."""
        return {paper.pk for paper in self.papers} == set(self.envelope.printed)


def papers_waiting(user: User, service: Service) -> QuerySet[Message]:
    """The papers in the queue as far as this user may know of them, the oldest first."""
    rows = Message.objects.visible_to(user).filter(
        service=service, channel=Message.Channel.LETTER, state=Message.State.QUEUED, envelope__isnull=False
    )
    return with_what_is_asked(rows)


def with_what_is_asked(rows: QuerySet[Message]) -> QuerySet[Message]:
    """The same rows with the people, cards and cases that `look_at` reads."""
    rows = rows.select_related(
        "case",
        "document",
        "envelope__printed_by",
        "envelope__service",
        "to_participant__case",
        "to_participant__person",
        "to_participant__safe_contact",
    )
    return rows.defer("document__html", "document__easy_html").order_by("queued_at", "pk")


def to_destroy(user: User, service: Service) -> list[Envelope]:
    """Printed envelopes in which nothing waits any more: somebody said stop after they were printed."""
    waiting = Message.objects.filter(envelope=OuterRef("pk"), state=Message.State.QUEUED)
    rows = Envelope.objects.visible_to(user).filter(service=service, state=Envelope.State.PRINTED)
    rows = rows.filter(~Exists(waiting)).select_related("case", "participant", "printed_by")
    return list(rows.order_by("opened_at", "pk")[:AT_ONCE])


def taken_out_of(envelope: Envelope) -> list[Message]:
    """The papers that somebody took out of it one by one, with the reason."""
    rows = Message.objects.filter(envelope=envelope, taken_out_by__isnull=False)
    rows = rows.select_related("document", "taken_out_by").defer("document__html", "document__easy_html")
    return list(rows.order_by("taken_out_at", "pk"))


def look_at(papers: Iterable[Message]) -> list[Waiting]:
    """The envelopes of these papers in the same order, each with its hold and warnings. Three queries."""
    found: dict[int, Waiting] = {}
    for paper in papers:
        if paper.envelope:
            found.setdefault(paper.envelope.pk, Waiting(paper.envelope)).papers.append(paper)
    lines = list(found.values())
    if not lines:
        return []
    people = list({line.participant.pk: line.participant for line in lines if line.participant}.values())
    refusals = refusals_to_send(people)
    own, living_there = _addresses(lines[0].envelope.service_id, people)
    for line in lines:
        line.hold = _hold(line, refusals, own)
        line.warnings = _warnings(line, own, living_there)
    return lines


def _hold(line: Waiting, refusals: dict[int, Refused], own: dict[int, list[ContactPoint]]) -> Refused | None:
    person = line.participant
    if person is None:
        return None
    try:
        if not all(paper.even_when_stopped for paper in line.papers):
            check_is_live(person.case)
            if person.pk in refusals:
                return refusals[person.pk]
        check_written_to_themselves(getattr(person, "person", None), timezone.localdate())
        check_channel(line.card, "letter")
        _check_address(line.envelope, own[person.pk])
    except Refused as refusal:
        return refusal
    return None


def _check_address(envelope: Envelope, points: list[ContactPoint]) -> None:
    """Refuse an address that the card no longer has, or that is no longer safe: the letter itself carries it."""
    if not any(_usable(point) and as_written(point) == envelope.to_address for point in points):
        raise Refused(
            "The address has changed since this was written, or is no longer safe.",
            source=SOURCE,
            opens="Take it out of the queue and write again: the letter carries the address as well.",
        )


def _usable(point: ContactPoint) -> bool:
    return point.is_safe and not point.is_over


def _addresses(
    service_id: int, people: Sequence[Participant]
) -> tuple[dict[int, list[ContactPoint]], dict[str, dict[int, Participant]]]:
    """The addresses of each of them, and everybody of the service who lives at one, as far as whoever acts may know."""
    own: dict[int, list[ContactPoint]] = defaultdict(list)
    living_there: dict[str, dict[int, Participant]] = defaultdict(dict)
    theirs = ContactPoint.objects.filter(participant__in=people, kind=ContactPoint.Kind.ADDRESS)
    addresses = ContactPoint.objects.filter(service=service_id, kind=ContactPoint.Kind.ADDRESS)
    # Within a case every address is compared, however it was typed; elsewhere those that were typed the same.
    of_case = addresses.filter(participant__case__in={person.case_id for person in people})
    alike = addresses.filter(value__in=theirs.values("value"))
    rows = ContactPoint.objects.filter(pk__in=of_case.values("pk").union(alike.values("pk")))
    for point in rows.select_related("participant").order_by("rank", "pk"):
        own[point.participant_id].append(point)
        living_there[place(as_written(point))][point.participant_id] = point.participant
    return own, living_there


def place(address: str) -> str:
    """An address, however it was typed."""
    return " ".join(address.lower().replace(",", " ").split())


def _warnings(
    line: Waiting, own: dict[int, list[ContactPoint]], living_there: dict[str, dict[int, Participant]]
) -> list[str]:
    person = line.participant
    if person is None:
        return []
    warnings = []
    others = [p for key, p in living_there[place(line.envelope.to_address)].items() if key != person.pk]
    if any(other.case_id == person.case_id and other.side != person.side for other in others):
        warnings.append(
            "The other side of this case lives at this address. Talk about it before anything is posted."
        )
    elif others:
        warnings.append("Somebody else we know lives at this address: separate envelopes.")
    first = next((point for point in own[person.pk] if _usable(point)), None)
    if line.hold is None and first and as_written(first) != line.envelope.to_address:
        warnings.append("Another address now comes first on the card.")
    if line.card and line.card.dates_to_avoid:
        warnings.append(f"Days to avoid: {line.card.dates_to_avoid}")
    if line.envelope.state == Envelope.State.PRINTED and not line.is_as_printed:
        warnings.append("What was printed is no longer what waits: destroy it and print again.")
    return warnings


def check_can_go(line: Waiting) -> None:
    """Refuse to print or post what may not go now."""
    if not line.envelope.is_in_the_queue or not line.papers:
        raise Refused("This envelope is not in the queue.")
    if line.hold:
        raise line.hold


def check_is_printed(line: Waiting) -> None:
    """Refuse what may not go now, what is not printed, and what was printed with other papers in it."""
    check_can_go(line)
    if line.envelope.state != Envelope.State.PRINTED or not line.is_as_printed:
        raise Refused("What waits in this envelope is not what was printed.", opens="Print it again first.")


def envelopes_waiting(user: User, service: Service) -> int:
    """How many envelopes wait to be printed or posted, as far as this user may know of them."""
    rows = Message.objects.visible_to(user).filter(
        service=service, channel=Message.Channel.LETTER, state=Message.State.QUEUED, envelope__isnull=False
    )
    return rows.values("envelope").distinct().count()
