"""Questions that are only asked once another answer opens them."""

from dataclasses import dataclass
from typing import TypeVar

from django import forms

F = TypeVar("F", bound=forms.Field)


@dataclass(frozen=True)
class Opening:
    """The box that opens a question, and the answers that do; without any, every answer does.

    `words` say so on a page without scripts, where the question is always there; the hint begins with them.
    """

    name: str
    answers: tuple[str, ...] = ()
    words: str = ""

    @property
    def listed(self) -> str:
        """The answers as a page carries them for its script."""
        return "|".join(self.answers)

    def is_met(self, given: list[str]) -> bool:
        """Whether one of these answers opens it."""
        return any(each in self.answers if self.answers else each for each in given)


def opened_by(field: F, name: str, *answers: str, words: str = "") -> F:
    """Ask this question only when the box `name` of the same form holds one of these answers.

    The page hides it until then. Nothing is checked here: whoever takes the answers knows what they need.
    """
    field.help_text = " ".join(part for part in (words, str(field.help_text)) if part)
    field.opening = Opening(name, answers, words)  # type: ignore[attr-defined]  # read by the bound field
    return field
