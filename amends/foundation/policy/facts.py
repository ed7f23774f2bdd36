"""The facts a screening may rest on, as `policy/facts.yaml` lists them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from amends.foundation.policy.source import Part, policy_folder, read

Value = str | int | bool
Facts = Mapping[str, Value | None]

_KINDS = ("text", "choice", "truth", "number")
_WHOLE_NUMBER = re.compile(r"(0|[1-9][0-9]*)\Z", re.ASCII)


class BadFactError(ValueError):
    """A fact that does not exist or a value it cannot have. The sentence is fit to be shown."""


@dataclass(frozen=True)
class Fact:
    """`words` is how a coordinator is asked for it. None always means "not known yet".

    `own`: not one of the facts that outside programs rely on; it counts only where a rule asks about it.
    """

    name: str
    kind: str
    words: str
    values: tuple[str, ...] = ()
    at_least: int = 0
    at_most: int | None = None
    own: bool = False

    @property
    def allowed(self) -> str:
        """What may be entered, in words."""
        if self.kind == "choice":
            return f"one of {', '.join(self.values)}"
        if self.kind == "truth":
            return "true or false"
        if self.kind == "number":
            end = "or more" if self.at_most is None else f"to {self.at_most}"
            return f"a whole number, {self.at_least} {end}"
        return "any text"

    def allows(self, value: object) -> bool:
        if self.kind == "truth":
            return isinstance(value, bool)
        if self.kind == "number":
            if isinstance(value, bool) or not isinstance(value, int) or value < self.at_least:
                return False
            return self.at_most is None or value <= self.at_most
        return isinstance(value, str) and (self.kind == "text" or value in self.values)

    def parse(self, text: str) -> Value | None:
        """What a cell of a table says; an empty one says nothing. Anything outside the list is refused."""
        if text == "":
            return None
        value: Value = text
        if self.kind == "truth" and text in {"true", "false"}:
            value = text == "true"
        elif self.kind == "number" and _WHOLE_NUMBER.match(text):
            value = int(text)
        if not self.allows(value):
            raise BadFactError(f'"{text}" is not {self.allowed}')
        return value


def check_facts(facts: Facts) -> None:
    """Refuses names that no profile could know and values outside the list."""
    known = facts_table()
    for name, value in facts.items():
        if name not in known:
            raise BadFactError(f"There is no fact called {name}.")
        if value is not None and not known[name].allows(value):
            raise BadFactError(f'{name}: "{value}" is not {known[name].allowed}.')


def facts_table(folder: Path | None = None) -> dict[str, Fact]:
    """Every fact by name, in the order of the table."""
    return _read(policy_folder(folder) / "facts.yaml")


@cache
def _read(file: Path) -> dict[str, Fact]:
    table = read(file).fields(needed=["facts"])["facts"]
    return {name: _fact(name, part) for name, part in table.entries().items()}


def _fact(name: str, part: Part) -> Fact:
    fields = part.fields(needed=["kind", "words"], allowed=["values", "at_least", "at_most", "own"])
    kind = fields["kind"].one_of(_KINDS)
    if (kind == "choice") != ("values" in fields):
        part.refuse(f"'{name}': a choice lists its values, nothing else does.")
    return Fact(
        name=name,
        kind=kind,
        words=fields["words"].text(),
        values=tuple(item.text() for item in fields["values"].items()) if "values" in fields else (),
        at_least=fields["at_least"].whole_number() if "at_least" in fields else 0,
        at_most=fields["at_most"].whole_number() if "at_most" in fields else None,
        own=fields["own"].truth() if "own" in fields else False,
    )
