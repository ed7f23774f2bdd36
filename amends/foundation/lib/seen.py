"""What somebody had before them when they began to type: nobody writes over what they have not seen.

A page carries the mark of what it showed; the action compares it, under the lock of the row, with what is saved now.
"""

from collections.abc import Mapping
from hashlib import sha256

from django.db.models import Model

from amends.foundation.lib.refusal import ChangedMeanwhile


def mark_of(values: Mapping[str, object]) -> str:
    """A short mark that differs when one of the values does; nothing can be read from it."""
    text = "\x1e".join(f"{name}\x1f{_plain(values[name])}" for name in sorted(values))
    return sha256(text.encode()).hexdigest()[:24]


def mark_of_row(row: Model | None, names: tuple[str, ...]) -> str:
    """The mark of these fields of a row; "" where there is none yet, which nobody can write over."""
    return mark_of({name: getattr(row, name) for name in names}) if row else ""


def check_seen(row: Model, typed: Mapping[str, object], seen: str) -> None:
    """Raise ChangedMeanwhile when what is saved is neither what the page showed nor what was typed.

    `row` is locked and as the database has it now. Without a mark, as from a program, nothing is compared.
    """
    now = {name: getattr(row, name) for name in typed}
    mark = mark_of(now)
    if not seen or seen == mark:
        return
    rows = differences(row, typed)
    if rows:
        raise ChangedMeanwhile("Somebody", rows, seen=mark)


def differences(row: Model, typed: Mapping[str, object]) -> list[tuple[str, str, str]]:
    """Where what was typed is not what is saved: (what, yours, theirs), in words."""
    saved = {name: getattr(row, name) for name in typed}
    return [
        (_called(row, name), _words(row, name, typed[name]), _words(row, name, saved[name]))
        for name in typed
        if _plain(typed[name]) != _plain(saved[name])
    ]


def _plain(value: object) -> str:
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, list | tuple):
        return "\x1d".join(map(_plain, value))
    return "" if value is None else str(value).replace("\r\n", "\n").strip()


def _called(row: Model, name: str) -> str:
    label = str(getattr(row._meta.get_field(name), "verbose_name", name))
    return f"{label[0].upper()}{label[1:]}"


def _words(row: Model, name: str, value: object) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    choices = dict(getattr(row._meta.get_field(name), "flatchoices", None) or [])
    return str(choices.get(value, "" if value is None else value))
