"""What the pages about allocation show: rows of candidates, offers, papers, cases that wait."""

from collections.abc import Iterable

from django.urls import reverse

from amends.foundation.case.models import Case
from amends.foundation.pages.parts import Cell, Column, Row, Table, Tag, Task
from amends.foundation.pages.templatetags.amends import day, moment
from amends.journey.allocation.models import Allocation, PackItem, SpecialistFinding, Weight
from amends.journey.allocation.rules import Candidate, Paper, Search
from amends.service.workforce.models import FreeTime

A = Allocation.Answer
TAGS = {
    "": Tag("Waiting for an answer", "waiting"),
    A.ACCEPTED: Tag("Accepted", "good"),
    A.DECLINED: Tag("Declined"),
    A.FILLED: Tag("Two others were first"),
    A.WITHDRAWN: Tag("Taken back"),
}


def allocation_tag(allocation: Allocation) -> Tag:
    """Where an offer stands, in one or two words."""
    if allocation.ended_at:
        return Tag("Left the case")
    if allocation.is_live and not allocation.is_standing:
        return Tag("Link to be decided", "stop")
    return TAGS[allocation.answer]


def reasons(candidate: Candidate) -> list[tuple[str, str]]:
    """The reasons in the order a coordinator weighs them: level, near, language, load, free."""
    facilitator, load = candidate.facilitator, candidate.load
    distance = "distance not known" if candidate.distance is None else f"{candidate.distance} km"
    languages = ", ".join(dict.fromkeys(["English", *facilitator.languages]))
    settings = ", ".join(f"{count} {name.lower()}" for name, count in sorted(load.settings.items()))
    tiers = ", ".join(f"{count} of tier {tier}" for tier, count in sorted(load.tiers.items()))
    details = "; ".join(part for part in (settings, tiers) if part)
    free = ", ".join(f"{FreeTime.Day(d).label} {FreeTime.Part(p).label}" for d, p in candidate.free)
    return [
        (
            "Level",
            facilitator.get_level_display() + (", specialist" if facilitator.approved_for_specialist else ""),
        ),
        ("Trained, vetted", f"yes, until {day(candidate.found.vetted_until)}"),
        ("Lives", distance),
        ("Speaks", languages),
        ("Load", f"{load.cases} of {candidate.limit} cases{f' ({details})' if details else ''}"),
        ("Hours", f"{max(candidate.hours_free, 0):.0f} free, this takes about {candidate.hours_needed}"),
        ("Free", free or "not said"),
    ]


def candidate_rows(found: Iterable[Candidate]) -> list[dict[str, object]]:
    """Each candidate as the page shows it."""
    return [
        {
            "user": candidate.user,
            "reasons": reasons(candidate),
            "warnings": candidate.warnings,
            "over_limit": candidate.over_limit,
            "url": reverse("workforce:facilitator", args=[candidate.facilitator.pk]),
        }
        for candidate in found
    ]


def offers_table(allocations: Iterable[Allocation]) -> Table:
    """Every offer of a case, newest first; one line each."""
    rows = []
    for allocation in allocations:
        said = allocation.get_why_display() if allocation.why else allocation.ended_reason
        rows.append(
            [
                allocation.user.name,
                moment(allocation.offered_at),
                Cell(tag=allocation_tag(allocation)),
                " ".join(part for part in (said, allocation.why_note) if part) or "–",
            ]
        )
    columns = [Column("Facilitator"), Column("Offered"), Column("State"), Column("Reason")]
    return Table("Offers and answers", columns, rows, "Not offered to anybody yet.")


def weight_rows(weight: Weight | None, finding: SpecialistFinding | None, case: Case) -> list[Row]:
    """What kind of case it is."""
    url = reverse("allocation:weight", args=[case.number])
    rows = [
        Row("Tier", weight.tier if weight else "", url),
        Row("Setting", weight.get_setting_display() if weight else "", url),
        Row("Seriousness", weight.get_seriousness_display() if weight else "", url),
        Row("Asked for first by", weight.get_initiated_by_display() if weight else "", url),
    ]
    if case.is_specialist:
        words = finding.get_kind_display() if finding else "No finding yet"
        rows.append(Row("Specialist case", words, reverse("allocation:finding", args=[case.number])))
    return rows


def search_lists(found: Search, case: Case) -> dict[str, object]:
    """The parts of the allocation page that come from the search."""
    return {
        "can": candidate_rows(found.can),
        "cannot": found.cannot,
        "offers": offers_table(found.allocations),
        "open_offers": [a for a in found.allocations if a.answer == "" and a.ended_at is None],
        "weight": weight_rows(found.weight, found.finding, case),
    }


def handover_tasks(papers: Iterable[Paper]) -> list[Task]:
    """The hand-over list: what is there and what is outstanding."""
    return [
        Task(p.words, Tag("There", "good") if p.is_there else Tag("Outstanding", "attention")) for p in papers
    ]


def pack_rows(items: Iterable[PackItem]) -> list[list[object]]:
    """The editor's lines: paper, kind, decision."""
    tags = {True: Tag("Included", "good"), False: Tag("Kept back"), None: Tag("Not decided", "attention")}
    rows: list[list[object]] = []
    for item in items:
        issued = f"pack {item.issued_version}" if item.issued_version else "not yet"
        rows.append(
            [
                Cell(item.title, reverse("allocation:pack_item", args=[item.pk])),
                item.get_kind_display(),
                Cell(item.reason_withheld, tag=tags[item.included]),
                issued,
            ]
        )
    return rows


def pack_table(items: Iterable[PackItem]) -> Table:
    """Every paper with what was decided."""
    columns = [Column("Paper"), Column("Kind"), Column("For the facilitators"), Column("Handed over with")]
    return Table("Papers", columns, pack_rows(items), "No papers yet.")


def waiting_table(cases: Iterable[Case]) -> Table:
    """Cases that wait for facilitators, the edge of custody first (Wait 'til Eight appendix 2E)."""
    rows = []
    for case in cases:
        weight = getattr(case, "weight", None)
        tier = weight.tier if weight and weight.tier else "–"
        first = Tag("Edge of custody", "attention") if case.is_priority else None
        accepted = case.__dict__["accepted"]
        rows.append(
            [
                Cell(case.number, reverse("allocation:case", args=[case.number])),
                Cell(case.what, tag=first),
                tier,
                weight.get_seriousness_display() if weight and weight.seriousness else "–",
                f"{accepted} of 2",
                day(case.opened_at),
            ]
        )
    columns = [
        Column("Case"),
        Column("About"),
        Column("Tier"),
        Column("Seriousness"),
        Column("Accepted"),
        Column("Opened"),
    ]
    return Table("Cases that need facilitators", columns, rows, "Every case has its two facilitators.")
