"""Tables of what was shared out of a case."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import may
from amends.foundation.case.models import Participant, Side
from amends.foundation.lib.dates import long_date
from amends.foundation.pages.parts import Cell, Column, Table, Tag
from amends.journey.consent.rules import switchboard
from amends.journey.disclosure.models import (
    Bundle,
    DetailsAsked,
    Disclosure,
    Item,
    JointWork,
    MappaAgency,
    Part,
    ReleaseAnswer,
    VictimRequest,
)
from amends.journey.disclosure.release_rules import covered, last_answer

_WORK, _RELEASE = Permission.CONTACT_LOG, Permission.DETAILS_RELEASE
_LINKS: tuple[tuple[Permission, str, str, str], ...] = (
    (_WORK, "", "Give something to a body", "disclosure:disclose"),
    (_WORK, "", "News about risk", "disclosure:risk"),
    (_WORK, "", "What they let us tell the other side", "disclosure:passing"),
    (_RELEASE, "harmed", "Providers who asked about them", "disclosure:requests"),
    (_WORK, "other", "MAPPA", "disclosure:mappa"),
)


def people_rows(people: Iterable[Participant], user: User) -> list[tuple[Participant, list[tuple[str, str]]]]:
    """Each person with what this user can do about sharing for them."""
    found = []
    for person in people:
        whose = {"", "harmed" if person.side == Side.HARMED else "other"}
        rows = [row for row in _LINKS if row[1] in whose and may(user, row[0], person.service_id)]
        found.append((person, [(words, reverse(name, args=[person.pk])) for _, _, words, name in rows]))
    return found


@dataclass(frozen=True)
class RequestShown:
    """One request of a provider, with what was said to it and what is released."""

    request: VictimRequest
    last: ReleaseAnswer | None
    covered: tuple[str, ...]

    @property
    def said(self) -> str:
        """What they said last, with the items of a yes."""
        if self.last is None:
            return ""
        if self.last.answer == ReleaseAnswer.Answer.GIVEN:
            return f"yes to {_named(self.last.items)}"
        return self.last.get_answer_display().lower()

    @property
    def released(self) -> str:
        """What has been released so far."""
        return _named({item for row in self.request.releases.all() for item in row.items})


def _named(items: Collection[str]) -> str:
    return ", ".join(label.lower() for key, label in Item.choices if key in items)


def requests_shown(rows: Iterable[VictimRequest], person: Participant) -> list[RequestShown]:
    """Requests about one person, the newest first."""
    board = switchboard(person)
    return [RequestShown(row, last_answer(row), tuple(covered(row, board))) for row in rows]


def disclosures_table(rows: Iterable[Disclosure]) -> Table:
    """What was given, to whom, on what ground."""
    columns = [Column("When"), Column("About"), Column("To"), Column("What"), Column("Ground"), Column("By")]
    lines = [
        [
            long_date(timezone.localtime(row.at).date()),
            row.participant.initials,
            f"{row.agency.name}, {row.recipient}",
            "; ".join(row.item_lines),
            row.consent_reference or row.get_ground_display(),
            row.by.name,
        ]
        for row in rows
    ]
    return Table("Given to other bodies", columns, lines, empty="Nothing has been given to another body.")


def given_table(rows: Iterable[Disclosure]) -> Table:
    """What an officer's body was told out of a file that is shut to them: not about whom, nor to whom else."""
    columns = [Column("When"), Column("To"), Column("What"), Column("Consent"), Column("By")]
    lines = [
        [
            long_date(timezone.localtime(row.at).date()),
            row.agency.name,
            "; ".join(row.item_lines),
            row.consent_reference,
            row.by.name,
        ]
        for row in rows
    ]
    return Table("Given to you with consent", columns, lines)


def bundles_table(rows: Iterable[Bundle]) -> Table:
    """Papers sent, one side each."""
    columns = [Column("To"), Column("Whose papers"), Column("Papers", numeric=True), Column("State")]
    lines = [
        [
            Cell(row.recipient, url=reverse("disclosure:bundle", args=[row.pk])),
            row.file.get_side_display(),
            len(row.papers.all()),
            Cell(tag=Tag(f"Sent {long_date(row.sent_on)}", "good"))
            if row.sent_on
            else Cell(tag=Tag("Not sent yet", "waiting")),
        ]
        for row in rows
    ]
    return Table("Papers sent", columns, lines, empty="No papers have been sent.")


def joint_table(rows: Iterable[JointWork]) -> Table:
    """Linked cases with what was shared."""
    columns = [Column("Their case"), Column("With"), Column("Leads"), Column("Shared"), Column("Basis")]
    lines = [
        [
            Cell(row.reference, url=reverse("disclosure:share_item", args=[row.case.number, row.pk])),
            f"{row.agency.name}, {row.contact}",
            row.get_lead_display(),
            "; ".join(f"{item.what} ({long_date(item.shared_on)})" for item in row.items.all())
            or "nothing yet",
            row.basis,
        ]
        for row in rows
    ]
    return Table("Joint work", columns, lines, empty="No linked case.")


def details_table(rows: Iterable[DetailsAsked]) -> Table:
    """Requests to the police, by day."""
    columns = [
        Column("Asked"),
        Column("Since"),
        Column("Days", numeric=True),
        Column("State"),
        Column("Form"),
    ]
    lines = [
        [
            Cell(row.enquiry.agency.name, url=reverse("disclosure:received", args=[row.pk])),
            long_date(timezone.localtime(row.enquiry.sent_at).date()),
            row.days_outstanding(),
            Cell(tag=_waits_for(row)),
            Cell("The form", url=reverse("documents:show", args=[row.document_id])),
        ]
        for row in rows
    ]
    return Table("Asked of the police", columns, lines, empty="The police have not been asked.")


def _waits_for(row: DetailsAsked) -> Tag:
    missing = [
        words for words, day in (("address", row.address_on), ("telephone", row.telephone_on)) if day is None
    ]
    return Tag(f"Waiting for {' and '.join(missing)}", "waiting") if missing else Tag("Received", "good")


def untold_table(rows: Iterable[MappaAgency]) -> Table:
    """Agencies still to be told, by case."""
    columns = [Column("Case"), Column("Agency"), Column("State")]
    lines = [
        [
            Cell(row.file.case.number, url=reverse("disclosure:mappa", args=[row.mappa.participant_id])),
            row.name,
            Cell(tag=Tag("Outstanding", "stop")),
        ]
        for row in rows
    ]
    return Table("In breach until they are told", columns, lines, empty="Every active agency has been told.")


def parts_table(rows: Iterable[Part]) -> Table:
    """Who does what for which side."""
    columns = [Column("What"), Column("For"), Column("Body"), Column("State"), Column("Answer")]
    lines = [
        [
            Cell(row.get_need_display(), url=reverse("disclosure:part", args=[row.pk])),
            row.file.get_side_display(),
            row.agency.name if row.agency else "Nobody yet",
            row.get_state_display(),
            row.answer,
        ]
        for row in rows
    ]
    return Table("What other bodies do", columns, lines, empty="Nothing is written down yet.")
