"""Reads a flat entry of a policy file into a dataclass, each field as its annotation says."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from enum import Enum
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from amends.foundation.policy.source import Part

Record = TypeVar("Record")


def read_record(kind: type[Record], part: Part, **given: Any) -> Record:
    """One entry. What has no default must be there, nothing else may; PolicyError names file and line."""
    hints = get_type_hints(kind)
    open_fields = [each for each in fields(kind) if each.name not in given]  # type: ignore[arg-type]  # a dataclass, by what calls it
    needed = [f.name for f in open_fields if f.default is MISSING and f.default_factory is MISSING]
    allowed = [f.name for f in open_fields if f.name not in needed]
    found = part.fields(needed=needed, allowed=allowed)
    return kind(**given, **{name: _value(entry, hints[name]) for name, entry in found.items()})


def read_records(kind: type[Record], part: Part) -> dict[str, Record]:
    """Entries under names of their own; each record has a field `key` with its name."""
    return {name: read_record(kind, entry, key=name) for name, entry in part.entries().items()}


_READ: Mapping[Any, Callable[[Part], Any]] = {
    str: Part.text,
    bool: Part.truth,
    int: Part.whole_number,
}


def _value(part: Part, hint: Any) -> Any:
    if get_origin(hint) is UnionType:
        hint = next(each for each in get_args(hint) if each is not type(None))
    if get_origin(hint) is dict:
        return {name: _value(entry, get_args(hint)[1]) for name, entry in part.entries().items()}
    if get_origin(hint) is tuple:
        return tuple(_value(item, get_args(hint)[0]) for item in part.items())
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(part.one_of([member.value for member in hint]))
    return _READ[hint](part)
