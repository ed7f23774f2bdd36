"""YAML that knows its lines, so that a mistake in `policy/` is answered with file, line and a sentence."""

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import yaml

Place = tuple[str | int, ...]

POLICY_FOLDER = Path(__file__).resolve().parents[3] / "policy"


class PolicyError(Exception):
    """A file in the policy folder cannot be used as it stands."""

    def __init__(self, file: Path, line: int, sentence: str) -> None:
        super().__init__(f"{file}, line {line}: {sentence}")
        self.file = file
        self.line = line
        self.sentence = sentence


class UnknownNameError(LookupError):
    """Somebody asked for a profile, clock or questionnaire that the policy folder does not have."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        super().__init__(f"There is no {kind} called {name}. There is: {', '.join(sorted(known))}.")


def policy_folder(folder: Path | None = None) -> Path:
    """The folder asked for, else AMENDS_POLICY from the environment, else the one in this checkout."""
    return folder or Path(os.environ.get("AMENDS_POLICY") or POLICY_FOLDER)


class _Loader(yaml.SafeLoader):
    """Only `true` and `false` are truth values here: `yes` and `no` are answers people give."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), ["t", "f"])


@dataclass(frozen=True)
class Part:
    """One value of a policy file, with the way to it; every question it cannot answer names file and line."""

    file: Path
    place: Place
    value: Any
    lines: Mapping[Place, int]

    @property
    def line(self) -> int:
        place = self.place
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def refuse(self, sentence: str) -> NoReturn:
        raise PolicyError(self.file, self.line, sentence)

    def _inside(self, key: str | int) -> "Part":
        return Part(self.file, (*self.place, key), self.value[key], self.lines)

    def fields(self, *, needed: Iterable[str] = (), allowed: Iterable[str] = ()) -> dict[str, "Part"]:
        """The named values of this part; a missing or an unheard-of name is refused."""
        if not isinstance(self.value, dict):
            self.refuse(f"expected names with values, found {shown(self.value)}.")
        needed, allowed = list(needed), list(allowed)
        for name in needed:
            if name not in self.value:
                self.refuse(f"'{name}' is missing here.")
        for name in self.value:
            if name not in needed and name not in allowed:
                known = ", ".join((*needed, *allowed))
                self._inside(name).refuse(f"'{name}' means nothing here. Known: {known}.")
        return {name: self._inside(name) for name in self.value}

    def entries(self) -> dict[str, "Part"]:
        """Names with values where any name is allowed."""
        if not isinstance(self.value, dict):
            self.refuse(f"expected names with values, found {shown(self.value)}.")
        return {str(name): self._inside(name) for name in self.value}

    def items(self) -> list["Part"]:
        if not isinstance(self.value, list):
            self.refuse(f"expected a list, found {shown(self.value)}.")
        return [self._inside(index) for index in range(len(self.value))]

    def text(self) -> str:
        if not isinstance(self.value, str) or not self.value.strip():
            self.refuse(f"expected words, found {shown(self.value)}.")
        return " ".join(self.value.split())

    def whole_number(self, *, at_least: int = 0) -> int:
        if isinstance(self.value, bool) or not isinstance(self.value, int) or self.value < at_least:
            self.refuse(f"expected a whole number of {at_least} or more, found {shown(self.value)}.")
        return self.value

    def truth(self) -> bool:
        if not isinstance(self.value, bool):
            self.refuse(f"expected true or false, found {shown(self.value)}.")
        return self.value

    def day(self) -> date:
        if type(self.value) is not date:
            self.refuse(f"expected a date such as 2015-04-01, found {shown(self.value)}.")
        return self.value

    def one_of(self, choices: Iterable[str]) -> str:
        choices = list(choices)
        if self.value not in choices:
            self.refuse(f"{shown(self.value)} is not one of {', '.join(choices)}.")
        return str(self.value)


def shown(value: object) -> str:
    """How a value is named in a message."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "names with values"
    if isinstance(value, list):
        return "a list"
    return f'"{value}"'


def read(file: Path) -> Part:
    """The whole of one policy file."""
    try:
        return read_text(file.read_text(encoding="utf-8"), file)
    except OSError as problem:
        raise PolicyError(file, 1, f"cannot be read ({problem.strerror}).") from problem
    except UnicodeDecodeError as problem:
        raise PolicyError(file, 1, "is not UTF-8 text.") from problem


def read_text(text: str, file: Path) -> Part:
    """Policy text that may be kept elsewhere; `file` is what a mistake names."""
    try:
        loader = _Loader(text)
    except yaml.reader.ReaderError as problem:
        line = text.count("\n", 0, problem.position) + 1
        raise PolicyError(file, line, "holds a sign that no text can hold.") from problem
    try:
        node = loader.get_single_node()
        if node is None:
            raise PolicyError(file, 1, "is empty.")
        lines: dict[Place, int] = {}
        _note_lines(file, node, (), lines, loader)
        return Part(file, (), loader.construct_document(node), lines)
    except yaml.MarkedYAMLError as problem:
        line = problem.problem_mark.line + 1 if problem.problem_mark else 1
        raise PolicyError(file, line, f"is not YAML: {problem.problem}.") from problem
    finally:
        loader.dispose()


def _note_lines(
    file: Path, node: yaml.Node, place: Place, lines: dict[Place, int], loader: yaml.SafeLoader
) -> None:
    lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            _note_lines(file, item, (*place, index), lines, loader)
    elif isinstance(node, yaml.MappingNode):
        seen = set()
        for key_node, value_node in node.value:
            key = loader.construct_object(key_node)
            line = key_node.start_mark.line + 1
            if not isinstance(key, str | int) or key in seen:
                raise PolicyError(file, line, f"the name {shown(key)} stands here twice or cannot be a name.")
            seen.add(key)
            lines[*place, key] = line
            _note_lines(file, value_node, (*place, key), lines, loader)
