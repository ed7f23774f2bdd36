"""Tables of the office's pages."""

from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from amends.foundation.lib.dates import long_date
from amends.foundation.pages.parts import Cell, Column, Table, Tag
from amends.journey.notes.models import HardCopy, Removal, Store, Tracking
from amends.journey.notes.rules import age_at_referral
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


def tracking_lines(rows: Iterable[Tracking]) -> Iterator[list[str]]:
    """The records as the evaluation takes them, heading first: codes as they are, and nobody's own name."""
    fields = [
        field
        for field in Tracking._meta.concrete_fields
        if field.name not in {"id", "service", "participant", "co_defendants", "changed_by", "changed_at"}
    ]
    yield [
        "Case",
        "Age at referral",
        "Gender",
        "Co-defendants",
        *(capfirst(str(field.verbose_name)) for field in fields),
    ]
    for row in rows:
        person = getattr(row.participant, "person", None)
        coded = [_code(age_at_referral(row)), person.gender if person else "", row.co_defendants_code]
        yield [
            row.participant.case.number,
            *coded,
            *(_code(field.value_from_object(row)) for field in fields),
        ]


def _code(value: object) -> str:
    """A day as 2026-04-01, a yes as yes, several codes with spaces between them."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(value) if isinstance(value, list) else "" if value is None else str(value)
