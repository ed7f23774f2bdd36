"""What the pages of the library show, as rows and tables."""

from collections.abc import Iterable

from django.urls import reverse

from amends.foundation.access.roles import ROLES
from amends.foundation.lib.dates import long_date
from amends.foundation.pages.parts import Cell, Column, Row, Table, Tag
from amends.service.library.delivered import Shelf, contents
from amends.service.library.models import Edition, Entry
from amends.service.library.rules import Flag, Paper, by_kind, in_force, in_hand

TONES = {
    Edition.State.DRAFT: "waiting",
    Edition.State.FINAL: "attention",
    Edition.State.PUBLISHED: "good",
}


def entry_tables(entries: Iterable[Entry]) -> list[Table]:
    """One table a kind."""
    columns = [Column("Title"), Column("Version"), Column("Since"), Column("Look again"), Column("State")]
    return [Table(kind, columns, [_line(entry) for entry in rows]) for kind, rows in by_kind(entries)]


def _line(entry: Entry) -> list[object]:
    edition = in_force(entry)
    since = edition.effective_on if edition else entry.dated
    return [
        Cell(entry.title, url=reverse("library:entry", args=[entry.pk])),
        edition.number if edition else "",
        long_date(since) if since else "",
        long_date(edition.review_on) if edition and edition.review_on else "",
        Cell(tag=_tag(entry, edition)),
    ]


def _tag(entry: Entry, edition: Edition | None) -> Tag:
    if entry.standing != Entry.Standing.CURRENT:
        return Tag(entry.get_standing_display(), "attention")
    if edition:
        return Tag("In force", "good")
    hand = in_hand(entry)
    if hand:
        return Tag(hand.get_state_display(), TONES[Edition.State(hand.state)])
    return Tag("Current", "good") if entry.address else Tag("Not in force")


def entry_rows(entry: Entry) -> list[Row]:
    """What is said about an entry, without its words."""
    edition = in_force(entry)
    places = contents().places
    said = {
        "What it is": entry.get_kind_display(),
        "Where it is from": entry.source,
        "Dated": long_date(entry.dated) if entry.dated else "",
        "In force since": long_date(edition.effective_on) if edition and edition.effective_on else "",
        "Approved by": str(edition.approved_by) if edition else "",
        "Looked at again by": long_date(edition.review_on) if edition and edition.review_on else "",
        "Shows beside": ", ".join(places.get(place, place) for place in entry.places),
        "Concerns": ", ".join(ROLES[role].name for role in entry.roles if role in ROLES),
        "Supports": ", ".join(f"output {number}" for number in entry.outputs),
        "Link checked": long_date(entry.link_checked_on) if entry.link_checked_on else "",
    }
    return [Row(key, value) for key, value in said.items() if value]


def editions_table(entry: Entry) -> Table:
    """Every version, the newest first."""
    columns = [Column("Version"), Column("State"), Column("In force since"), Column("Until"), Column("Words")]
    rows = [
        [
            Cell(f"Version {e.number}", url=reverse("library:edition", args=[entry.pk, e.number])),
            Cell(tag=Tag(e.get_state_display(), TONES.get(Edition.State(e.state), "neutral"))),
            long_date(e.effective_on) if e.effective_on else "",
            long_date(e.over_on) if e.over_on else "",
            "As delivered" if e.as_delivered else "Our own",
        ]
        for e in entry.editions.all()
    ]
    return Table("Versions", columns, rows)


def flags_table(flags: Iterable[Flag]) -> Table:
    """What has to be seen to."""
    rows = [[Cell(f.entry.title, url=reverse("library:entry", args=[f.entry.pk])), f.words] for f in flags]
    return Table("Look at these", [Column("Title"), Column("Why")], rows)


def papers_table(shelf: Shelf, papers: Iterable[Paper]) -> Table:
    """The papers of a shelf, each held or not, with the procedure a form is filled in by and what came before."""
    rows = list(papers)
    labels = ["Paper", "State", "Version", "Since", "Owner", "Filled in by", "Before that"]
    lines = [_paper_line(paper) for paper in rows]
    if not any(paper.procedure for paper in rows):  # a shelf without forms has no such column
        labels.pop(5)
        lines = [[*line[:5], line[6]] for line in lines]
    return Table(shelf.title, [Column(label) for label in labels], lines, caption_hidden=True)


def _paper_line(paper: Paper) -> list[object]:
    since = paper.edition.effective_on if paper.edition else None
    by = paper.procedure
    return [
        Cell(paper.title, url=_entry_url(paper)),
        Cell(tag=Tag(paper.state, "good" if paper.is_there else "attention")),
        paper.edition.number if paper.edition else "",
        long_date(since) if since else "",
        paper.entry.owner.name if paper.entry and paper.entry.owner else "",
        Cell(by.title, url=_entry_url(by)) if by else "",
        ", ".join(f"version {e.number}: {e.get_state_display().lower()}" for e in paper.earlier),
    ]


def _entry_url(paper: Paper) -> str:
    return reverse("library:entry", args=[paper.entry.pk]) if paper.entry else ""
