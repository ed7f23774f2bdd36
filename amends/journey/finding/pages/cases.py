"""How possible cases are shown: a line of a list, one case, and two records side by side."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from amends.foundation.access.models import Service
from amends.foundation.lib.dates import long_date
from amends.foundation.pages.parts import Cell, Column, Row, Table, Tag
from amends.foundation.policy.facts import facts_table
from amends.journey.finding.fields import finding
from amends.journey.finding.models import Candidate, Match
from amends.journey.finding.sifting import lines_of

TONES = {"eligible": "good", "check_file": "waiting", "not_eligible": "neutral", "outside": "neutral"}


def _day(day: date | None) -> str:
    return long_date(day) if day else ""


def case_table(caption: str, rows: Sequence[Candidate], service: Service) -> Table:
    """The list: who, what, why here. The factors stand beside the figure, so that the order explains itself."""
    words = {line.factor.key: line.factor.words for line in lines_of(service)}
    columns = [
        *(Column("Who"), Column("Offence"), Column("Release"), Column("Result")),
        *(Column("Points", numeric=True), Column("Because"), Column("Where it stands")),
    ]
    body = [
        [
            Cell(row.full_name or row.person_reference, url=reverse("finding:case", args=[row.pk])),
            row.offence,
            _day(row.release_on),
            Cell(tag=Tag(row.get_result_display(), TONES[row.result])),
            row.score,
            row.why or "; ".join(words[key] for key in row.met if key in words),
            row.get_state_display(),
        ]
        for row in rows
    ]
    return Table(caption, columns, body, empty="There is nobody on this list.", caption_hidden=True)


def case_rows(case: Candidate) -> list[Row]:
    """What is known of one possible case, and what the rules say."""
    known = [
        ("Number", case.person_reference),
        ("Born", _day(case.date_of_birth)),
        ("Offence", " ".join(part for part in (case.offence, _day(case.offence_on)) if part)),
        ("Crime number", case.offence_reference),
        ("Release", _day(case.release_on)),
        ("Phase", case.management_phase or ""),
        ("Where the work would be done", case.delivery_point.replace("_", " ")),
        ("From", f"{case.extract.agency.name}, row {case.row}"),
        ("Result on paper", case.get_result_display()),
        ("Why", case.why),
        ("Still to be asked", [facts_table()[name].words for name in case.missing if name in facts_table()]),
        ("Where it stands", case.get_state_display()),
        ("Referral", case.referral_number),
    ]
    fields = {**finding().fields}
    more = [
        (fields[name].words, _plain(value, fields[name].kind))
        for name, value in {**case.details, **case.facts}.items()
        if name in fields
    ]
    return [Row(key, value) for key, value in [*known, *more] if value]


def _plain(value: object, kind: str) -> str:
    if kind == "date":
        return _day(date.fromisoformat(str(value)))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value).replace("_", " ")


def match_rows(match: Match) -> Table:
    """Two records of one side, side by side."""
    new = match.candidate
    columns = [Column("What"), Column("In this file"), Column("Before")]
    rows = [["Name", new.full_name], ["Born", _day(new.date_of_birth)], ["Number", new.person_reference]]
    rows += [["Offence", new.offence], ["Crime number", new.offence_reference]]
    for row, before in zip(rows, _before(match), strict=True):
        row.append(before)
    return Table(f"Pair {match.pk}", columns, rows, caption_hidden=True)


def _before(match: Match) -> list[str]:
    if match.earlier:
        old = match.earlier
        born = _day(old.date_of_birth)
        return [old.full_name, born, old.person_reference, old.offence, old.offence_reference]
    if match.participant is None:
        return [""] * 5
    person = match.participant.person
    return [
        person.full_name,
        _day(person.date_of_birth),
        person.reference,
        f"Case {match.participant.case.number}",
        "",
    ]
