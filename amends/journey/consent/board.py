"""What the pages of the switchboard show, each list read once."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from amends.foundation.access.models import User
from amends.foundation.case.models import Case, CaseFile, Participant, Side
from amends.journey.consent import rules
from amends.journey.consent.models import Consent, Explanation
from amends.journey.consent.purposes import Purpose, Sheet, purposes, sheet_for, sheets
from amends.journey.consent.rules import Switch

COLOURS = {"on": "green", "not asked": "grey", "pending": "blue", "waits": "blue"}


@dataclass(frozen=True)
class Row:
    """One switch as the board shows it."""

    switch: Switch
    sheet: Sheet | None
    unexplained: Sequence[str]

    @property
    def colour(self) -> str:
        """Of its tag."""
        return COLOURS.get(self.switch.state, "yellow")

    @property
    def next_step(self) -> str:
        """What would be done next; "" where it is on or they do not want it."""
        if not self.switch.is_on and self.unexplained and self.sheet:
            return f"First explain: {self.sheet.title[0].lower()}{self.sheet.title[1:]}."
        return self.switch.opens

    @property
    def without_form(self) -> bool:
        """Whether there is a yes and no signed form on file for it (W8-190)."""
        last = self.switch.last
        return (
            last is not None
            and self.switch.was_given
            and last.form_id is None
            and not self.switch.purpose.by_word
        )


@dataclass(frozen=True)
class Explained:
    """A sheet with what is still to be explained of it."""

    sheet: Sheet
    last: Explanation | None
    missing: Sequence[str]


@dataclass(frozen=True)
class Line:
    """One row of the series, with the title of what it is about."""

    consent: Consent
    purpose: Purpose | None


def _rows(board: dict[str, Switch], side: str, explained: list[Explanation]) -> list[Row]:
    rows = []
    for switch in board.values():
        sheet = sheet_for(switch.purpose, side)
        rows.append(Row(switch, sheet, rules.missing_points(sheet, explained) if sheet else []))
    return rows


def shown(participant: Participant) -> dict[str, object]:
    """Everything on the board of one person."""
    explained = rules.explanations_of(participant)
    rows = _rows(rules.switchboard(participant), participant.side, explained)
    history = participant.consents.select_related("recorded_by").order_by("-id")
    is_responsible = participant.side == Side.RESPONSIBLE
    return {
        "participant": participant,
        "rows": rows,
        "without_form": [row for row in rows if row.without_form],
        "sheets": [
            _explained(sheet, explained) for sheet in sheets().values() if _is_for(sheet, participant)
        ],
        "history": [Line(each, purposes()[1].get(each.purpose)) for each in history],
        "is_responsible": is_responsible,
        "standing": rules.standing_of(participant) if is_responsible else None,
        "resistance": rules.resistance_of(participant) if is_responsible else None,
    }


def _is_for(sheet: Sheet, participant: Participant) -> bool:
    return not sheet.sides or participant.side in sheet.sides


def _explained(sheet: Sheet, explained: list[Explanation]) -> Explained:
    own = [each for each in explained if each.kind == sheet.key]
    return Explained(sheet, own[-1] if own else None, rules.missing_points(sheet, explained))


def people_of(case: Case, user: User) -> list[Participant]:
    """Everybody still in the case whom this user may see, supporters too; professionals consent to nothing here."""
    files = CaseFile.objects.visible_to(user).filter(case=case)
    people = Participant.objects.filter(case=case, file__in=files, takes_part=True, left_at__isnull=True)
    helpers = (Participant.Part.INTERPRETER, Participant.Part.APPROPRIATE_ADULT)
    rows = people.exclude(part__in=helpers).select_related("file", "case", "case__service")
    return list(rows.order_by("side", "pk"))


@dataclass(frozen=True)
class Person:
    """One person of the case with their rows."""

    participant: Participant
    rows: Sequence[Row]

    @property
    def without_form(self) -> list[Row]:
        """Where the signed form is missing."""
        return [row for row in self.rows if row.without_form]


def case_board(case: Case, user: User) -> dict[str, object]:
    """Everybody whom this user may see, with all their switches. A side that may not be seen leaves no trace."""
    people = people_of(case, user)
    boards = rules.switchboards(people)
    explained: dict[int, list[Explanation]] = defaultdict(list)
    for each in Explanation.objects.filter(participant__in=people).order_by("explained_on", "pk"):
        explained[each.participant_id].append(each)
    shown_people = [Person(p, _rows(boards[p.pk], p.side, explained[p.pk])) for p in people]
    again = rules.is_asked_again(case)
    return {"people": shown_people, "again": again, "stages": Consent.Stage.choices if again else []}
