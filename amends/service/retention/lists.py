"""Rows and tables of the pages about how long records are kept."""

from collections.abc import Iterable

from django.urls import reverse

from amends.foundation.approval.models import Approval
from amends.foundation.lib.dates import long_date
from amends.foundation.pages.parts import Cell, Column, Table, Tag
from amends.service.retention.models import Disposal, Hold
from amends.service.retention.rules import Kept

_STATES = {
    Approval.Decision.APPROVED: Tag("Agreed, goes tonight", "attention"),
    Approval.Decision.REFUSED: Tag("Not agreed", "neutral"),
    Approval.Decision.WITHDRAWN: Tag("Taken back", "neutral"),
}


def schedule_table(schedule: Iterable[Kept], *, may_change: bool) -> Table:
    """Each kind of record with its period, where that comes from, and a way to change it."""
    columns = [Column("Record"), Column("Kept for"), Column("Counted from"), Column("Where this comes from")]
    rows = [
        [
            Cell(
                kept.kind.title, url=reverse("retention:period", args=[kept.kind.key]) if may_change else ""
            ),
            "1 year" if kept.years == 1 else f"{kept.years} years",
            kept.kind.begins,
            kept.why,
        ]
        for kept in schedule
    ]
    return Table("How long records are kept", columns, rows)


def holds_table(holds: Iterable[Hold], *, may_change: bool) -> Table:
    """Records that must not go."""
    columns = [Column("Record"), Column("Why"), Column("Since"), Column("By")]
    rows = [
        [
            Cell(held.number, url=reverse("retention:end_hold", args=[held.pk]) if may_change else ""),
            held.reason,
            long_date(held.set_at.date()),
            held.set_by.name,
        ]
        for held in holds
    ]
    return Table("Held although their time may be over", columns, rows, "Nothing is held.")


def disposals_table(disposals: Iterable[Disposal]) -> Table:
    """What was proposed, and what became of it."""
    columns = [Column("Record"), Column("Over since"), Column("Proposed by"), Column("State")]
    rows = [
        [
            Cell(each.number, url=reverse("retention:disposal", args=[each.pk])),
            long_date(each.over_on),
            each.proposed_by.name,
            Cell(tag=state_of(each)),
        ]
        for each in disposals
    ]
    return Table("Proposed and erased", columns, rows, "Nothing has been proposed yet.")


def state_of(disposal: Disposal) -> Tag:
    """Where a proposal stands, in a word or two."""
    if disposal.erased_at:
        return Tag("Erased", "good")
    decision = disposal.approval.decision if disposal.approval else ""
    return _STATES.get(Approval.Decision(decision), _WAITING) if decision else _WAITING


_WAITING = Tag("Waits for agreement", "waiting")
