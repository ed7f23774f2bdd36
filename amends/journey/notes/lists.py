"""Tables of the office's pages."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from amends.foundation.lib.dates import long_date
from amends.foundation.pages.parts import Cell, Column, Table, Tag
from amends.journey.notes.models import HardCopy, Removal, Store
from amends.journey.referral.models import Referral


def papers_out_table(rows: Iterable[Removal]) -> Table:
    """What is out, longest first."""
    columns = [
        Column("Paper file"),
        Column("Case"),
        Column("Taken by"),
        Column("Since"),
        Column("Days", numeric=True),
    ]
    today = timezone.localdate()
    lines = [
        [
            Cell(row.copy.reference, url=reverse("notes:bring_back", args=[row.pk])),
            row.file.case.number,
            row.taken_by.name,
            long_date(row.taken_on),
            (today - row.taken_on).days,
        ]
        for row in rows
    ]
    return Table("Out", columns, lines, empty="Every paper file is under lock.")


def papers_table(caption: str, rows: Iterable[HardCopy], taken: set[int]) -> Table:
    """Paper files about one kind of side, and where each is."""
    columns = [Column("Paper file"), Column("Case"), Column("Place"), Column("State")]
    lines = [
        [
            row.reference
            if row.pk in taken
            else Cell(row.reference, url=reverse("notes:take_out", args=[row.pk])),
            Cell(row.file.case.number, url=reverse("notes:case", args=[row.file.case.number])),
            row.store.name,
            Cell(tag=Tag("Out", "attention") if row.pk in taken else Tag("Under lock", "good")),
        ]
        for row in rows
    ]
    return Table(caption, columns, lines, empty="No paper.")


def stores_table(rows: Iterable[Store]) -> Table:
    """Places for paper."""
    columns = [Column("Place"), Column("Secure")]
    lines = [
        [row.name, Cell(tag=Tag("Locked", "good") if row.is_secure else Tag("Not secure", "stop"))]
        for row in rows
    ]
    return Table("Places", columns, lines, empty="No place is noted yet.")


def entries_table(system: str, caption: str, rows: Iterable[Referral]) -> Table:
    """Referrals without their entry."""
    columns = [Column("Referral"), Column("Received"), Column("From"), Column("Case")]
    lines = [
        [
            Cell(row.number, url=reverse("notes:enter", args=[row.number, system])),
            long_date(timezone.localtime(row.received_at).date()) if row.received_at else "",
            row.agency.name if row.agency else row.referrer_name,
            row.case.number if row.case else "",
        ]
        for row in rows
    ]
    return Table(caption, columns, lines, empty="Everything is entered.")
