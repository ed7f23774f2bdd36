"""Who stands on the list for the gate of a prison, and whether the list that was sent is still right."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.case.rules import both_sides_seen
from amends.foundation.lib.dates import long_date
from amends.foundation.lib.refusal import Refused
from amends.foundation.lib.together import fetch_together
from amends.foundation.people.models import Person
from amends.journey.meeting.models import Arrangement, GateList, GateName, Invitation, Meeting
from amends.journey.meeting.rules.custody import PRISONER, is_in_prison
from amends.journey.meeting.rules.finding import Around

SOURCE = "NOMS service specification, row 6; Wait 'til Eight section 6 paras 10.4 and 10.5"
VISITOR, FACILITATOR = "Visitor", "Facilitator"


@dataclass(frozen=True)
class Visitor:
    """One line of the list. `name` and `born` are empty where whoever asks may not open their file, or nobody knows."""

    key: str
    called: str
    role: str
    name: str = ""
    born: dt.date | None = None
    entry: Arrangement | None = None
    participant_id: int | None = None

    @property
    def is_outsider(self) -> bool:
        """Whether they have no file here, so that nobody has asked when they were born."""
        return self.participant_id is None

    @property
    def document(self) -> str:
        """The identity document they bring, as it was noted on the list of what has to be settled."""
        return self.entry.note if self.entry else ""


def expected_at_gate(invited: list[Invitation]) -> list[Invitation]:
    """Who comes in through the gate; the prisoner comes from inside."""
    return [
        each
        for each in invited
        if each.answer != Invitation.Answer.NO
        and not (each.capacity == Invitation.Capacity.PARTY and each.side in PRISONER)
    ]


def visitors_of(meeting: Meeting, near: Around) -> list[Visitor]:
    """Everybody who comes in, with what their own file says of them, as far as whoever asks may open it."""
    coming = expected_at_gate(near.invitations)
    people = [each.participant_id for each in coming if each.participant_id]
    booked = [booking.user_id for booking in near.bookings if booking.user_id]
    persons, names, entries, facilitators = fetch_together(
        Person.objects.filter(participant__in=people),
        GateName.objects.filter(meeting=meeting),
        meeting.arrangements.filter(key="gate_entry", invitation__isnull=False).order_by("pk"),
        User.objects.filter(pk__in=booked).order_by("name", "pk"),
    )
    known = {row.participant_id: row for row in persons}
    named = {row.participant_id: row.name for row in names}
    entry = {row.invitation_id: row for row in entries}
    return [
        *(_guest(each, known, named, entry) for each in coming),
        *(Visitor(f"user:{user.pk}", user.name, FACILITATOR, user.name) for user in facilitators),
    ]


def _guest(
    invitation: Invitation,
    known: Mapping[int, Person],
    named: Mapping[int, str],
    entry: Mapping[int | None, Arrangement],
) -> Visitor:
    party, of = invitation.capacity == Invitation.Capacity.PARTY, invitation.participant_id or 0
    person = known.get(of)
    own = person.full_name if person else "" if invitation.participant_id else invitation.called
    return Visitor(
        key=f"invitation:{invitation.pk}",
        called=invitation.called,
        role=VISITOR if party else invitation.get_capacity_display(),
        name=named.get(of) or own,
        born=person.date_of_birth if person else None,
        entry=entry.get(invitation.pk),
        participant_id=invitation.participant_id,
    )


@dataclass(frozen=True)
class Compared:
    """The list that was sent, beside who comes now."""

    sent: GateList
    new: set[str]
    dropped: set[str]
    renamed: set[str]
    moved: bool

    @property
    def is_old(self) -> bool:
        """Whether the gate has to be sent another."""
        return bool(self.new or self.dropped or self.renamed or self.moved)

    def mark(self, key: str) -> str:
        """What stands beside one line, if it is not as the gate has it."""
        if key in self.new:
            return f"Not on the list sent on {self.day}"
        return f"Other name since {self.day}" if key in self.renamed else ""

    @property
    def day(self) -> str:
        """When it was sent."""
        return long_date(self.sent.sent_on)


def compare(meeting: Meeting, near: Around) -> Compared | None:
    """None while no list was sent, and where there is no gate."""
    sent = near.gate_list
    if sent is None or not is_in_prison(meeting):
        return None
    now = {f"invitation:{each.pk}" for each in expected_at_gate(near.invitations)}
    now |= {f"user:{booking.user_id}" for booking in near.bookings if booking.user_id}
    then = set(sent.people)
    return Compared(
        sent=sent,
        new=now - then,
        dropped=then - now,
        renamed=set(sent.renamed) & now & then,
        moved=(sent.starts_at, sent.venue_id) != (meeting.starts_at, meeting.venue_id),
    )


def out_of_date(meeting: Meeting, near: Around) -> str:
    """The sentence for the board; "" while the gate has what holds."""
    found = compare(meeting, near)
    if found is None or not found.is_old:
        return ""
    names = {f"invitation:{each.pk}": each.called for each in near.invitations}
    parts = [f"new: {_called(found.new, names)}"] if found.new else []
    parts += [f"dropped out: {_called(found.dropped, names)}"] if found.dropped else []
    parts += [f"other name: {_called(found.renamed, names)}"] if found.renamed else []
    parts += ["other day, hour or place"] if found.moved else []
    return f"The list sent to the gate on {found.day} is out of date ({'; '.join(parts)}). Send it again."


def _called(keys: set[str], names: Mapping[str, str]) -> str:
    """Facilitators are not named here: everybody who sees the case knows them."""
    known = (names.get(key, "a facilitator" if key.startswith("user:") else "somebody") for key in keys)
    return ", ".join(sorted(set(known)))


def check_gate(meeting: Meeting) -> None:
    """Refuse a list for anywhere but a prison, and one made by whoever may not know everybody on it."""
    if not is_in_prison(meeting):
        raise Refused("This list is made for a prison only.")
    if not both_sides_seen(meeting.case):
        raise Refused(
            "This list names people of both sides, and you work with one of them.",
            source=SOURCE,
            opens="Ask the coordinator, who sees both.",
        )


def check_can_send(meeting: Meeting, visitors: list[Visitor], on: dt.date) -> None:
    """Refuse a list with which somebody would be turned away at the gate."""
    check_gate(meeting)
    if on > timezone.localdate():
        raise Refused("This day has not come yet.", field="sent_on")
    nameless = [each.called for each in visitors if not each.name]
    if nameless:
        raise Refused(
            f"The gate lets no initials in. The name on the document is missing: {', '.join(nameless)}.",
            source=SOURCE,
            opens="Write it down beside them, or in their own file.",
        )
    asks = meeting.venue is not None and meeting.venue.asks_birthdays
    unborn = [each.called for each in visitors if asks and not (each.born or each.is_outsider)]
    if unborn:
        raise Refused(
            f"This gate asks when visitors were born, and it is not known: {', '.join(unborn)}.",
            source=SOURCE,
            opens="Ask them, and write it down among their details.",
        )
