"""What the pages of committees show, as rows and tables."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.urls import reverse

from amends.foundation.lib.dates import long_date
from amends.foundation.pages.parts import Cell, Column, Row, Table, Tag
from amends.service.committees.models import Committee, Sitting, Terms
from amends.service.committees.rules import quorum_of


def committees_table(rows: Iterable[Committee]) -> Table:
    """One line a committee: which terms hold, and how many members have still to accept them."""
    found = list(rows)
    known = Terms.objects.filter(committee__in=found).order_by("committee", "-number")
    newest = {each.committee_id: each for each in known.distinct("committee").prefetch_related("acceptances")}
    columns = [Column("Committee"), Column("Terms"), Column("Dated"), Column("Accepted by", numeric=True)]
    lines = [_line(each, newest.get(each.pk)) for each in found]
    return Table("Committees", columns, lines, "No committee has been set up yet.", caption_hidden=True)


def _line(committee: Committee, terms: Terms | None) -> list[object]:
    link = Cell(committee.name, url=reverse("committees:committee", args=[committee.pk]))
    if terms is None:
        return [link, Cell(tag=Tag("None yet", "attention")), "", ""]
    accepted = len(terms.acceptances.all())
    return [link, f"Version {terms.number}", long_date(terms.dated), accepted]


def terms_rows(terms: Terms) -> list[Row]:
    """The figures first, because meetings keep to them."""
    said: dict[str, object] = {
        "Quorum": f"{terms.quorum} member organisations",
        "Meetings a year": terms.meetings_a_year,
        "Notice": f"{terms.notice_days} days; for urgent items {terms.urgent_notice_days} days",
        "Agenda": f"{terms.agenda_days} days before the meeting",
        "Scheme": terms.scheme_name,
        "In law": terms.legal_status,
        "Lead authority": terms.lead_authority.name,
        "May not": terms.restrictions,
        "Seats": terms.seats,
        "Empty seats": terms.vacancies,
        "Chair": terms.chair,
        "Urgent items": terms.urgent_items,
        "Deciding": terms.voting,
    }
    return [Row(key, value) for key, value in said.items()]


def sittings_of(committee: Committee) -> QuerySet[Sitting]:
    """The meetings, the next one first."""
    rows = Sitting.objects.filter(committee=committee).prefetch_related("presences__member__agency")
    return rows.order_by("-on")


def presence(sitting: Sitting, terms: Terms | None) -> tuple[int | None, list[str], bool]:
    """How many organisations a meeting asks for, which were there, and whether they were enough."""
    asked = quorum_of(sitting, terms)
    there = [str(each.member) for each in sitting.presences.all()]
    return asked, there, asked is not None and len(there) >= asked
