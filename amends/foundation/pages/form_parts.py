"""A long form in parts that fold: what is answered stands at the top, and only what is needed next is open."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from django.forms import BoundField

from amends.foundation.pages.bound_field import GovukBoundField


@dataclass(frozen=True)
class FormPart:
    """A part of a form; `place` counts from 1."""

    place: int
    title: str
    fields: Sequence[GovukBoundField]

    @property
    def left(self) -> int:
        """How many questions still have to be answered."""
        return sum(field.is_asked and field.is_needed and not field.is_answered for field in self.fields)

    @property
    def has_errors(self) -> bool:
        return any(field.errors for field in self.fields)

    @property
    def is_answered(self) -> bool:
        """Nothing that has to be answered is missing, and something has been said."""
        return not self.left and self.is_begun

    @property
    def is_begun(self) -> bool:
        """Whether anything has been said in it."""
        return any(field.is_asked and field.is_answered for field in self.fields)


class FormParts:
    """The parts of a page, for `pages/components/form_parts.html`. They may come from several forms.

    Read only when the page is drawn, so that what an action refuses is known by then.
    """

    def __init__(self, *parts: tuple[str, Iterable[BoundField]]) -> None:
        listed = [(title, cast("list[GovukBoundField]", list(fields))) for title, fields in parts]
        self.parts = [
            FormPart(place, title, fields)
            for place, (title, fields) in enumerate((each for each in listed if each[1]), start=1)
        ]

    @property
    def done(self) -> int:
        return sum(part.is_answered for part in self.parts)

    @property
    def total(self) -> int:
        return len(self.parts)

    def __iter__(self) -> Iterator[tuple[FormPart, bool, FormPart | None]]:
        """Each part, whether it stands open, and the one after it.

        What is wrong is open, but of the parts that nobody has touched only one at a time; where nothing is wrong, the
        first part in which something has to be answered.
        """
        wrong = [part for part in self.parts if part.has_errors]
        opened = [part for part in wrong if part is wrong[0] or part.is_begun]
        opened = opened or [part for part in self.parts if part.left][:1]
        for part, following in zip(self.parts, [*self.parts[1:], None], strict=True):
            yield part, part in opened, following
