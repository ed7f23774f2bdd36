"""What Amends brings along for the library, read from policy/library.yaml; a service makes it its own."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from amends.foundation.access.roles import ROLES
from amends.foundation.policy.records import read_record, read_records
from amends.foundation.policy.source import Part, read
from amends.service.library.models import Entry


@dataclass(frozen=True)
class Delivered:
    """One entry as it comes: `words` are its paragraphs, `outputs` rows of the specification of 2013.

    `procedure` is, for a form, the written procedure of the stage at which it is filled in.
    """

    key: str
    kind: Entry.Kind
    title: str
    source: str
    words: tuple[str, ...]
    roles: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    outputs: tuple[int, ...] = ()
    must_be_read: bool = False
    internal: bool = True
    review_months: int = 12
    address: str = ""
    explains: str = ""
    procedure: str = ""


@dataclass(frozen=True)
class Shelf:
    """Papers that belong together and of which none may be missing: `gap` is what a missing one is called."""

    key: str
    title: str
    words: str
    source: str
    gap: str
    held: str
    before_start: bool
    entries: dict[str, str]


@dataclass(frozen=True)
class Contents:
    """The whole file."""

    version: int
    link_check_days: int
    places: dict[str, str]
    shelves: dict[str, Shelf]
    entries: dict[str, Delivered]


def contents() -> Contents:
    """What the policy folder says; PolicyError names file and line of what is wrong in it."""
    return _read(Path(settings.POLICY_DIR))


@cache
def _read(folder: Path) -> Contents:
    names = ["version", "link_check_days", "places", "shelves", "entries"]
    parts = read(folder / "library.yaml").fields(needed=names)
    places = {key: part.text() for key, part in parts["places"].entries().items()}
    found = {key: read_record(Delivered, part, key=key) for key, part in parts["entries"].entries().items()}
    for key, part in parts["entries"].entries().items():
        _check(found[key], part, places, found)
    return Contents(
        version=parts["version"].whole_number(at_least=1),
        link_check_days=parts["link_check_days"].whole_number(at_least=1),
        places=places,
        shelves=read_records(Shelf, parts["shelves"]),
        entries=found,
    )


def _check(entry: Delivered, part: Part, places: dict[str, str], known: dict[str, Delivered]) -> None:
    for what, names, good in (("place", entry.places, places), ("role", entry.roles, ROLES)):
        for name in names:
            if name not in good:
                part.refuse(f"there is no {what} called {name}.")
    for named in (entry.explains, entry.procedure):
        if named and named not in known:
            part.refuse(f"there is no entry called {named}.")
