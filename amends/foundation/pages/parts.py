"""What components are given: small frozen records, so that views say what they mean and mypy checks it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

# Tones of tags, banners and clocks. "stop" is red: only for what somebody must act on.
TONES = ("neutral", "good", "waiting", "attention", "stop")


@dataclass(frozen=True)
class Row:
    """A line of a summary list; `url` adds a link to change it, `about` is what a screen reader adds to it."""

    key: str
    value: object
    url: str = ""
    action: str = "Change"
    about: str = ""

    @property
    def lines(self) -> list[object]:
        """Several values stand under each other."""
        return list(self.value) if isinstance(self.value, list | tuple) else [self.value]


@dataclass(frozen=True)
class Tag:
    text: str
    tone: str = "neutral"


@dataclass(frozen=True)
class Task:
    """A line of a task list; no `url` means it cannot be started yet, and `hint` should say why."""

    title: str
    status: Tag
    url: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Clock:
    """A time limit as it stands: day 6 of 10. State: running, soon, overdue, met, missed or paused."""

    label: str
    day: int
    limit: int
    state: str = "running"
    unit: str = "day"
    due: dt.date | None = None
    note: str = ""

    @property
    def words(self) -> str:
        count = f"{self.unit} {self.day} of {self.limit}"
        ending = {"overdue": "overdue", "met": "done in time", "missed": "done late", "paused": "paused"}
        return f"{count}, {ending[self.state]}" if self.state in ending else count

    @property
    def shown(self) -> int:
        """A progress element cannot be fuller than full."""
        return min(self.day, self.limit)


@dataclass(frozen=True)
class Event:
    """A line of a timeline. `side` is harmed, responsible or shared; "" leaves it out.

    `side_words` is what that side is called, as in a dispute nobody is the person harmed.
    """

    title: str
    when: dt.datetime | dt.date
    by: str = ""
    text: str = ""
    url: str = ""
    side: str = ""
    side_words: str = ""

    @property
    def has_time(self) -> bool:
        return isinstance(self.when, dt.datetime)


@dataclass(frozen=True)
class Column:
    """A table column; numbers stand at the right."""

    label: str
    numeric: bool = False


@dataclass(frozen=True)
class Cell:
    """A table cell that is a link, a tag or a clock rather than plain text."""

    text: object = ""
    url: str = ""
    tag: Tag | None = None
    clock: Clock | None = None


@dataclass(frozen=True)
class Table:
    """The first cell of a row names the row. Cells may be plain values."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[object]]
    empty: str = "Nothing here yet."
    caption_hidden: bool = False
    stacked: bool = False
    """On a phone each row stands on its own, each cell under the name of its column: for rows of words."""

    @property
    def lines(self) -> list[list[tuple[Column, Cell]]]:
        return [
            [
                (column, cell if isinstance(cell, Cell) else Cell(cell))
                for column, cell in zip(self.columns, row, strict=True)
            ]
            for row in self.rows
        ]


@dataclass(frozen=True)
class Pages:
    """Links of a list that is read by key: no page numbers, because counting a million rows is slow."""

    previous_url: str = ""
    next_url: str = ""
    shown: str = ""


@dataclass(frozen=True)
class Choice:
    """One answer in a filter panel."""

    value: str
    label: str
    count: int | None = None
    chosen: bool = False


@dataclass(frozen=True)
class Filter:
    """One question of a filter panel, sent as `name` in the address."""

    name: str
    label: str
    choices: Sequence[Choice]


@dataclass(frozen=True)
class Bar:
    label: str
    value: float
    shown: str = ""
    url: str = ""


@dataclass(frozen=True)
class BarChart:
    """Horizontal bars with the same figures in a table beneath; the geometry is worked out here, not in CSS."""

    title: str
    bars: Sequence[Bar]
    value_label: str = "Number"
    label_label: str = ""
    note: str = ""

    WIDTH = 640
    LABELS = 200
    FIGURES = 70
    STEP = 36

    @property
    def height(self) -> int:
        return self.STEP * len(self.bars) + 8

    @property
    def drawn(self) -> list[dict[str, object]]:
        most = max((bar.value for bar in self.bars), default=0) or 1
        room = self.WIDTH - self.LABELS - self.FIGURES
        return [
            {
                "bar": bar,
                "y": position * self.STEP + 6,
                "text_y": position * self.STEP + 24,
                "width": round(room * bar.value / most, 1),
                "figure_x": round(self.LABELS + room * bar.value / most + 8, 1),
                "figure": bar.shown or f"{bar.value:g}",
            }
            for position, bar in enumerate(self.bars)
        ]
