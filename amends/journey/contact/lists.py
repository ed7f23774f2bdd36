"""What the pages about contacts show: rows of contacts, the diary, the transfer list, shares on time."""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import groupby

from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar, Event, vDatetime

from amends.foundation.access.models import User
from amends.foundation.pages.parts import Cell, Column, Table, Tag
from amends.foundation.pages.templatetags.amends import day, moment
from amends.journey.contact.models import AccuracyCheck, Appointment, Contact, HostAccess, HostPosting
from amends.journey.contact.models.contact import Place
from amends.journey.contact.rules import Share
from amends.journey.contact.rules.hosting import is_arranged

# Where an address says nothing about a person, so that it may stand in a telephone's calendar.
PUBLIC_PLACES = frozenset({Place.VENUE, Place.OFFICE, Place.PRISON, Place.ONLINE})


def contacts_table(contacts: Iterable[Contact], *, with_person: bool, linked: bool = True) -> Table:
    """Contacts in the order in which they took place, with what each took and led to; `linked` to the page of each."""
    rows: list[Sequence[object]] = []
    for contact in contacts:
        person = contact.participant
        late = Tag("Late", "attention") if contact.is_late else None
        page = reverse("contact:person", args=[person.pk]) if linked else ""
        who = [Cell(f"{person.initials}, {person.words.lower()}", page)]
        rows.append(
            [
                Cell(moment(contact.at), tag=late),
                *(who if with_person else []),
                f"{contact.get_kind_display()}, {contact.get_purpose_display().lower()}",
                contact.get_result_display() if contact.direction == "out" else "They came to us",
                contact.minutes,
                _words(contact) or "–",
                contact.logged_by.name,
            ]
        )
    columns = [
        Column("When"),
        *([Column("Who")] if with_person else []),
        Column("How"),
        Column("Result"),
        Column("Minutes", numeric=True),
        Column("Note"),
        Column("Logged by"),
    ]
    return Table("Contacts", columns, rows, "No contact yet.", caption_hidden=True, stacked=True)


def _words(contact: Contact) -> str:
    """Where, with whom, and what was said about it."""
    place = ", ".join(part for part in (contact.get_place_kind_display(), contact.place) if part)
    both = "both facilitators" if contact.both_facilitators else ""
    where = ", ".join(part for part in (place, both) if part)
    parts = (
        f"{where}." if where else "",
        contact.professional,
        contact.note,
        contact.reaction,
        contact.next_step,
    )
    return " ".join(part for part in parts if part)


def diary_days(appointments: Iterable[Appointment]) -> list[tuple[object, list[Appointment]]]:
    """Appointments by day."""
    return [
        (found, list(rows))
        for found, rows in groupby(appointments, key=lambda a: timezone.localtime(a.at).date())
    ]


def calendar(appointments: Iterable[Appointment]) -> bytes:
    """For a telephone's calendar: number, kind and time; no name, and no address that belongs to somebody."""
    found = Calendar()
    found.add("prodid", "-//Amends//Diary//EN")
    found.add("version", "2.0")
    for appointment in appointments:
        event = Event()
        event.add("uid", f"appointment-{appointment.pk}@amends")
        event.add("dtstamp", appointment.made_at)
        event["dtstart"] = vDatetime(appointment.at)
        event.add("duration", dt.timedelta(minutes=appointment.minutes))
        event.add(
            "summary", f"{appointment.participant.case.number}: {appointment.get_kind_display().lower()}"
        )
        if appointment.place and appointment.place_kind in PUBLIC_PLACES:
            event.add("location", appointment.place)
        found.add_component(event)
    return bytes(found.to_ical())


def transfers_table(postings: Iterable[HostPosting], caption: str) -> Table:
    """Contacts that are not in the host's record yet."""
    rows = [
        [
            Cell(p.contact.participant.case.number, reverse("contact:transfer", args=[p.pk])),
            p.contact.participant.initials,
            day(p.contact.at),
            p.contact.get_kind_display(),
            p.contact.logged_by.name,
            p.inputter.name if p.inputter else "",
        ]
        for p in postings
    ]
    names = ("Case", "Who", "Day", "Type", "Logged by", "Typed in by")
    columns = [Column(name) for name in names]
    return Table(caption, columns, rows, "Everything is in the offender-management record.")


def entry_table(rows: Iterable[tuple[User, HostAccess | None]]) -> Table:
    """Who enters contacts themselves, and who types them in for whom."""
    lines = [
        [
            Cell(user.name, reverse("contact:entry_of", args=[user.pk])),
            "They do" if known and known.direct else known.inputter.name if known and known.inputter else "",
            Cell(tag=None if is_arranged(known) else Tag("Nobody is named", "attention")),
        ]
        for user, known in rows
    ]
    columns = [Column("Whose contacts"), Column("Who enters them"), Column("Missing")]
    return Table(
        "Entry into the host record", columns, lines, "There is no facilitator yet.", caption_hidden=True
    )


def accuracy_table(rows: Iterable[AccuracyCheck]) -> Table:
    """Checks of the host's record, newest first."""
    lines = [
        [
            day(row.checked_on),
            row.sample,
            row.wrong,
            f"{100 * (row.sample - row.wrong) // row.sample}%",
            row.put_right,
            row.by.name,
        ]
        for row in rows
    ]
    columns = [
        Column("Day"),
        Column("Looked at", numeric=True),
        Column("Wrong", numeric=True),
        Column("Right", numeric=True),
        Column("What was done"),
        Column("By"),
    ]
    return Table("Checks", columns, lines, "Nobody has looked yet.")


def shares_table(shares: Iterable[Share]) -> Table:
    """How many contacts each wrote down within a day."""
    rows = [[s.user.name, f"{s.percent}%", s.on_time, s.total] for s in shares]
    columns = [
        Column("Who"),
        Column("In time", numeric=True),
        Column("Contacts in time", numeric=True),
        Column("All contacts", numeric=True),
    ]
    return Table("Written down within 24 hours", columns, rows, "No contacts in this time.")
