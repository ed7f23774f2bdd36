"""How often each part of the example is copied, so that a service of the wanted size comes out."""

from dataclasses import dataclass

from amends.delivery.cli.example.sections import Book, Kind, Section

CASES = "case_case"
# Most cases of a service that has been going for years are over; a small example shows more of what is going on.
LIVE_SHARE, LIVE_IN_SMALL, MOST_LIVE = 0.12, 60, 1500
STEP = 10


class TooFewError(ValueError):
    """Fewer cases are wanted than the example itself has."""


@dataclass(frozen=True)
class Plan:
    """Copies of each part by its place in the book; `teams` counts the teams besides the first."""

    copies: dict[int, int]
    teams: int
    stride: int

    @property
    def most(self) -> int:
        return max(self.copies.values(), default=0)


def cases_in(section: Section) -> int:
    first, last = section.rows(CASES)
    return last - first


def plan_for(book: Book, cases: int) -> Plan:
    """Copies so that the whole has exactly this many cases."""
    told = sum(cases_in(section) for section in book.sections)
    live = [i for i, section in enumerate(book.sections) if section.kind is Kind.LIVE]
    over = [
        i for i, section in enumerate(book.sections) if section.kind is Kind.OVER and cases_in(section) == 1
    ]
    live_cases = sum(cases_in(book.sections[i]) for i in live)
    if cases < told:
        raise TooFewError(f"The example has {told} cases; ask for as many or more.")
    wanted = min(max(LIVE_SHARE * cases, min(cases // 2, LIVE_IN_SMALL)), MOST_LIVE)
    rounds = min(max(round(wanted / live_cases) - 1, 0), (cases - told) // live_cases) if live_cases else 0
    copies = dict.fromkeys(live, rounds)
    rest = cases - told - rounds * live_cases
    if rest and not over:
        raise TooFewError("There is no case that is over, so the example cannot be made larger.")
    for place, i in enumerate(over):
        copies[i] = rest // len(over) + (place < rest % len(over))
    teams = [i for i, section in enumerate(book.sections) if section.kind is Kind.PEOPLE]
    return Plan({**copies, **dict.fromkeys(teams, rounds)}, rounds, stride_of(book))


def stride_of(book: Book) -> int:
    """How far the keys of one copy lie from those of the next: beyond the highest key of any table."""
    highest = max(max(section.last.values()) for section in book.sections)
    stride = STEP
    while stride <= highest:
        stride *= STEP
    return stride
