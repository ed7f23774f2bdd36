"""Rows and tables of the pages about agreements and partners' cases."""

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import Agency
from amends.foundation.clock.models import Clock
from amends.foundation.lib.dates import long_date
from amends.foundation.pages.parts import Cell, Column, Row, Table, Tag
from amends.service.sharing.models import (
    Briefing,
    PartnerCase,
    Party,
    RiskMeans,
    SharingAgreement,
    SourceTerms,
)
from amends.service.sharing.rules import Standing, State

TONES = {
    State.IN_FORCE: "good",
    State.PART_SIGNED: "waiting",
    State.DRAFT: "attention",
    State.EXPIRED: "stop",
}


def state_tag(agreement: SharingAgreement | None) -> Tag:
    """How it stands, as a tag."""
    if agreement is None:
        return Tag("Not written yet", "attention")
    return Tag(agreement.state().label, TONES[agreement.state()])


def _review(row: SharingAgreement) -> Cell:
    if row.state() == State.EXPIRED:
        return Cell("ended")
    overdue = row.next_review_on < timezone.localdate()
    words = long_date(row.next_review_on)
    return Cell(tag=Tag(f"Overdue since {words}", "stop")) if overdue else Cell(words)


def register_table(rows: Iterable[SharingAgreement]) -> Table:
    """The register: what, with whom, how it stands, when it is looked at again."""
    columns = [
        Column("Agreement"),
        Column("About"),
        Column("With"),
        Column("State"),
        Column("Next review"),
        Column("Looked after by"),
    ]
    lines = [
        [
            Cell(row.title, url=reverse("sharing:agreement", args=[row.pk])),
            row.get_about_display(),
            ", ".join(party.agency.name for party in row.parties.all()),
            Cell(tag=state_tag(row)),
            _review(row),
            row.owner.name,
        ]
        for row in rows
    ]
    return Table("Agreements and protocols", columns, lines, empty="No agreement is written down yet.")


def protocols_table(found: Iterable[Standing]) -> Table:
    """The five kinds of partner a service needs a protocol with."""
    columns = [Column("Protocol"), Column("State"), Column("Next review")]
    lines = [
        [
            Cell(each.about.label, url=reverse("sharing:agreement", args=[each.agreement.pk]))
            if each.agreement
            else each.about.label,
            Cell(tag=state_tag(each.agreement)),
            _review(each.agreement) if each.agreement else "",
        ]
        for each in found
    ]
    return Table("What a service needs to start", columns, lines)


def agreement_rows(row: SharingAgreement) -> list[Row]:
    """What is known about one."""
    edit = reverse("sharing:edit", args=[row.pk])
    return [
        Row("State", row.state().label),
        Row("Kind", row.get_kind_display(), edit, about="kind"),
        Row("About", row.get_about_display(), edit, about="what it is about"),
        Row(
            "New or changed",
            f"Changes “{row.amends}”" if row.amends else "New",
            edit,
            about="whether it is new",
        ),
        Row("Purpose", row.purpose, edit, about="purpose"),
        Row("Information", row.item_lines, edit, about="information"),
        Row("Signed paper", row.reference or "Not said", edit, about="where the paper is"),
        Row(
            "Agreed timescale",
            f"{row.timescale_days} working days" if row.timescale_days else "None agreed",
            edit,
            about="timescale",
        ),
        Row("Version", row.version),
        Row("Looked after by", row.owner.name, edit, about="who looks after it"),
        Row("Last looked at", long_date(row.reviewed_on)),
        Row("Next review", long_date(row.next_review_on), reverse("sharing:review", args=[row.pk]), "Review"),
        Row("Ends", long_date(row.ends_on) if row.ends_on else "No day set", edit, about="when it ends"),
    ]


def parties_table(rows: Iterable[Party]) -> Table:
    """Who has signed and who has still to."""
    columns = [Column("Body"), Column("Signed by"), Column("Post"), Column("Timescale"), Column("Signed")]
    lines = [
        [
            party.agency.name,
            party.signatory,
            party.post,
            "accepted" if party.accepts_timescale else "",
            Cell(tag=Tag(long_date(party.signed_on), "good"))
            if party.signed_on
            else Cell("Note the signature", url=reverse("sharing:sign", args=[party.pk])),
        ]
        for party in rows
    ]
    return Table("Bodies that sign", columns, lines, empty="No body is named yet.")


def readers_table(rows: Iterable[Briefing], version: int) -> Table:
    """The staff concerned and whether each has read the version in force."""
    columns = [Column("Name"), Column("Body"), Column("Sent"), Column(f"Has read version {version}")]
    lines = [
        [
            row.name,
            row.agency.name,
            long_date(row.sent_on) if row.sent_on else "not yet",
            Cell(tag=Tag(long_date(row.confirmed_on), "good"))
            if row.confirmed_on and row.confirmed_version == version
            else Cell("Note that they have", url=reverse("sharing:read", args=[row.pk])),
        ]
        for row in rows
    ]
    return Table("Staff whom it concerns", columns, lines, empty="Nobody is listed yet.")


def terms_table(
    agencies: Iterable[Agency], terms: Mapping[int, SourceTerms], rates: Mapping[int, tuple[int, int]]
) -> Table:
    """What each body has promised."""
    columns = [
        Column("Body"),
        Column("Answers within", numeric=True),
        Column("In time so far", numeric=True),
        Column("Without its answer"),
        Column("What we do instead"),
    ]
    lines = []
    for agency in agencies:
        found = terms.get(agency.pk)
        met, total = rates.get(agency.pk, (0, 0))
        rate = f"{met} of {total}" if total else "not asked yet"
        name = Cell(agency.name, url=reverse("sharing:set_terms", args=[agency.pk]))
        if found:
            lines.append([name, f"{found.reply_days} working days", rate, found.consequence, found.fallback])
        else:
            lines.append([name, "not agreed", rate, "", ""])
    return Table("What bodies have promised", columns, lines, empty="No partners yet.")


def means_table(rows: Iterable[RiskMeans]) -> Table:
    """The ways of passing on risk, those that have ended too."""
    columns = [Column("Way"), Column("From"), Column("Reference"), Column("State")]
    lines = [
        [
            row.get_means_display(),
            long_date(row.from_on),
            row.reference,
            Cell("In force: end it", url=reverse("sharing:end_means", args=[row.pk]))
            if row.holds()
            else "not in force",
        ]
        for row in rows
    ]
    return Table("Ways of passing on risk", columns, lines, empty="No way is in force yet.")


def updates_table(agencies: Iterable[Agency], clocks: Mapping[str, Clock]) -> Table:
    """Which partners tell us of their cases, and whose list is stale (hub manual, roles, fire and rescue)."""
    columns = [Column("Partner"), Column("List")]
    now, lines = timezone.now(), []
    for agency in agencies:
        clock = clocks.get(f"agency:{agency.pk}")
        if clock is None:
            continue
        since = long_date(timezone.localtime(clock.started_at).date())
        stale = clock.due_at is not None and clock.due_at < now
        tag = Tag(f"Stale: nothing since {since}", "stop") if stale else Tag(f"Fresh: {since}", "good")
        lines.append([agency.name, Cell(tag=tag)])
    return Table("Whose list is fresh", columns, lines, empty="No partner tells us of its cases yet.")


def partner_cases_table(rows: Iterable[PartnerCase]) -> Table:
    """Partners' active cases."""
    columns = [Column("Reference"), Column("Partner"), Column("Person"), Column("Opened"), Column("State")]
    lines = [
        [
            Cell(row.reference, url=reverse("sharing:change_partner_case", args=[row.pk])),
            row.agency.name,
            row.full_name,
            long_date(row.opened_on),
            row.get_status_display(),
        ]
        for row in rows
    ]
    return Table("Partners’ cases", columns, lines, empty="No active case is known.")
