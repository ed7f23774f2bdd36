"""A calendar month in local time: the only period in which figures are shown, so that none can be taken from another."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

_KEY = re.compile(r"(\d{4})-(\d{2})\Z", re.ASCII)
EARLIEST = 2000


@dataclass(frozen=True, order=True)
class Month:
    """One month. `Month.read("2026-03")`."""

    year: int
    number: int

    @classmethod
    def read(cls, text: str) -> "Month | None":
        """The month written as 2026-03; None for anything else, and for one that has not begun."""
        found = _KEY.match(text)
        if not found:
            return None
        year, number = int(found[1]), int(found[2])
        if year < EARLIEST or not 1 <= number <= 12:  # noqa: PLR2004  # months of a year
            return None
        month = cls(year, number)
        return month if month.first <= timezone.localdate() else None

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month of a day."""
        return cls(day.year, day.month)

    @property
    def key(self) -> str:
        """As it stands in addresses."""
        return f"{self.year}-{self.number:02}"

    @property
    def words(self) -> str:
        """As people read it."""
        return f"{self.first:%B %Y}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def begins(self) -> datetime:
        """Its first moment."""
        return timezone.make_aware(datetime.combine(self.first, time()))

    def shifted(self, by: int) -> "Month":
        """So many months later, or earlier."""
        count = self.year * 12 + self.number - 1 + by
        return Month(count // 12, count % 12 + 1)

    def last(self, count: int) -> list["Month"]:
        """So many months up to and including it, oldest first."""
        return [self.shifted(-back) for back in range(count - 1, -1, -1)]
