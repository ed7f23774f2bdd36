"""Tables of a case's pages before it is accepted."""

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils import timezone

from amends.foundation.case.models import Case, Participant
from amends.foundation.clock.models import Clock
from amends.foundation.clock.rules import State, read
from amends.foundation.lib.dates import long_date
from amends.foundation.pages.parts import Cell, Column, Table, Tag
from amends.journey.eligibility.models import CarriedOver, Enquiry, Screening


def enquiries_table(number: str, rows: Iterable[Enquiry], clocks: Mapping[str, Clock]) -> Table:
    """Every enquiry with where it stands: day 6 of 10, chased once."""
    columns = [
        Column("Body"),
        Column("About"),
        Column("Asked"),
        Column("State"),
        Column("Chased", numeric=True),
    ]
    lines = [
        [
            Cell(row.agency.name, url=reverse("eligibility:enquiry", args=[number, row.pk])),
            f"{row.participant.initials}, {row.participant.words.lower()}",
            long_date(timezone.localtime(row.sent_at).date()),
            Cell(tag=_state(row, clocks.get(row.subject))),
            len(row.chases.all()),
        ]
        for row in rows
    ]
    return Table("Requests for information", columns, lines, empty="Nobody has been asked yet.")


def _state(row: Enquiry, clock: Clock | None) -> Tag:
    if row.given_up_at:
        return Tag("No longer waited for", "neutral")
    if row.replied_at:
        return Tag("Nothing known" if row.nothing_known else "Answered", "good")
    if clock is None:
        return Tag("Waiting", "waiting")
    reading = read(clock)
    overdue = reading.state == State.OVERDUE
    return Tag(
        f"Chase: {reading.words}" if overdue else f"Waiting, {reading.words}",
        "stop" if overdue else "waiting",
    )


def members_table(company: Iterable[Participant], carried: Mapping[int, CarriedOver]) -> Table:
    """Each member with their part and whether they have agreed."""
    columns = [Column("Name"), Column("Part"), Column("Agreed to be contacted"), Column("On the referral")]
    lines = [
        [
            member.person.full_name,
            member.get_part_display(),
            Cell(tag=Tag("Yes", "good") if member.takes_part else Tag("No: do not contact", "attention")),
            carried[member.pk].get_consent_display() if member.pk in carried else "",
        ]
        for member in company
    ]
    return Table("Members", columns, lines, empty="No member is named yet.")


def screenings_of(case: Case) -> list[Screening]:
    """The first screening of the referral the case came from, and those that followed."""
    rows = Screening.objects.filter(referral__case=case).select_related("screened_by")
    return list(rows.order_by("-pk"))
