"""Columns that are unreadable in the database: what people said in confidence, which no list ever sorts or searches.

Each text is locked with AES-GCM under a key from the environment, and bound to its table and column, so that nobody who
writes to the database can make one column speak through another. `amends database lock-again` locks everything with the
newest key, so that an old key can be thrown away.
"""

import base64
import hashlib
import json
import secrets
from functools import cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django import forms
from django.conf import settings
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.fields.json import JSONExact
from django.db.models.lookups import Exact, Lookup

MARK = "locked:"
KEY_BYTES, NONCE_BYTES = 32, 12


class LockError(Exception):
    """A locked text that none of the keys opens: a key is missing, or somebody has changed or moved the text."""


def new_key() -> str:
    """A key as AMENDS_FIELD_KEYS takes it."""
    return base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def lock(text: str, place: str) -> str:
    """Lock a text with the newest key. `place` says where it belongs, as table.column."""
    name, cipher = next(iter(_ciphers(tuple(settings.FIELD_KEYS)).items()))
    nonce = secrets.token_bytes(NONCE_BYTES)
    locked = nonce + cipher.encrypt(nonce, text.encode(), place.encode())
    return f"{MARK}{name}:{base64.b64encode(locked).decode()}"


def unlock(stored: str, place: str) -> str:
    """The text again. What was never locked, or has been erased, is given back as it is.

    Raises LockError where no key opens it.
    """
    if not stored.startswith(MARK):
        return stored
    name, _, locked = stored.removeprefix(MARK).partition(":")
    cipher = _ciphers(tuple(settings.FIELD_KEYS)).get(name)
    if cipher is None:
        raise LockError(f"{place} was locked with a key that AMENDS_FIELD_KEYS does not hold.")
    try:
        raw = base64.b64decode(locked)
        return cipher.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], place.encode()).decode()
    except (InvalidTag, ValueError) as error:  # the other where it was cut short
        raise LockError(f"{place} has been changed or moved since it was locked.") from error


def is_newest(stored: str) -> bool:
    """Whether it is locked with the key that locks now."""
    newest = next(iter(_ciphers(tuple(settings.FIELD_KEYS))))
    return stored.startswith(f"{MARK}{newest}:")


@cache
def _ciphers(keys: tuple[str, ...]) -> dict[str, AESGCM]:
    """By the name that stands beside each text: it tells which key, and nothing about the key. The newest comes first."""
    found = {}
    for key in keys:
        raw = base64.urlsafe_b64decode(key)
        if len(raw) != KEY_BYTES:
            raise ImproperlyConfigured(
                "Each key in AMENDS_FIELD_KEYS is 32 bytes: `amends database field-key` prints one."
            )
        found[hashlib.sha256(raw).hexdigest()[:8]] = AESGCM(raw)
    return found


class Opened(str):  # noqa: SLOT000  (it carries two more things)
    """A text as it was read, with how and where it is stored: saved there again unchanged, it stays as it is."""

    stored: str
    place: str


class OpenedMap(dict[str, Any]):
    """The same for answers by their questions."""

    stored: str
    place: str


class OpenedList(list[Any]):
    """The same for a list."""

    stored: str
    place: str


class _OnlyWhetherEmpty(Lookup):
    """What is equal is stored differently, so that looking for a value would never find it, and never say why."""

    def get_prep_lookup(self) -> Any:
        if self.rhs is not None and self.rhs not in ("", [], {}):
            place = self.lhs.output_field.place
            raise FieldError(
                f"{place} is locked: the database can say no more of it than whether it is empty."
            )
        return super().get_prep_lookup()


class LockedField(models.Field):  # type: ignore[type-arg]  # generic only in stubs
    """What is locked on its way into the database and opened on its way out. What is empty stays empty.

    It cannot be searched or sorted by: what is equal is stored differently. Raises FieldError where it is looked for.
    """

    @property
    def place(self) -> str:
        """Where what it holds belongs."""
        return f"{self.model._meta.db_table}.{self.column}"

    def opened(self, stored: str) -> Any:
        """What this column holds, where it came by another way than a row, such as a function of PostgreSQL."""
        raise NotImplementedError

    def get_lookup(self, lookup_name: str) -> Any:
        """Only whether it is empty: Django says of any other question that it is unsupported."""
        return super().get_lookup(lookup_name) if lookup_name in {"exact", "isnull"} else None

    def get_transform(self, lookup_name: str) -> Any:
        """None: of what is inside, the database knows nothing."""


class LockedTextField(LockedField, models.TextField):  # type: ignore[type-arg]  # generic only in stubs
    """A text that is locked."""

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, Opened) and value.place == self.place and is_newest(value.stored):
            return value.stored
        plain = super().get_prep_value(value)
        return lock(plain, self.place) if plain else plain

    def from_db_value(
        self, value: str | None, expression: Any, connection: BaseDatabaseWrapper
    ) -> str | None:
        """What a row says."""
        return self.opened(value) if value else value

    def opened(self, stored: str) -> str:
        text = Opened(unlock(stored, self.place))
        text.stored, text.place = stored, self.place
        return text


@LockedTextField.register_lookup
class _WhetherTextIsEmpty(_OnlyWhetherEmpty, Exact):
    """`words=""`."""


class LockedCharField(LockedTextField):
    """A short text that is locked: one line on forms, of `max_length` signs at most. The column is one of any length."""

    def __init__(self, verbose_name: str | None = None, *, max_length: int, **kwargs: Any) -> None:
        super().__init__(verbose_name, max_length=max_length, **kwargs)
        self.validators.append(MaxLengthValidator(max_length))

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        """A box of one line."""
        return super().formfield(*args, **{"widget": forms.TextInput, **kwargs})


class LockedJSONField(LockedField, models.JSONField):
    """A list, or answers by their questions, locked as one text: not even which were answered can be told.

    The column stays one of JSON and holds that text as a JSON string, so that an upgrade need not build the table anew.
    """

    def get_db_prep_value(
        self,
        value: Any,
        connection: BaseDatabaseWrapper,
        prepared: bool = False,  # noqa: FBT001, FBT002  # as Django calls it
    ) -> Any:
        return super().get_db_prep_value(self._locked(value), connection, prepared)

    def from_db_value(self, value: Any, expression: Any, connection: BaseDatabaseWrapper) -> Any:
        """What a row says."""
        found = super().from_db_value(value, expression, connection)
        return self.opened(found) if isinstance(found, str) else found

    def opened(self, stored: str) -> OpenedMap | OpenedList:
        plain = json.loads(unlock(stored, self.place), cls=self.decoder)
        found = OpenedMap(plain) if isinstance(plain, dict) else OpenedList(plain)
        found.stored, found.place = stored, self.place
        return found

    def _locked(self, value: Any) -> Any:
        if not value:
            return value
        if isinstance(value, OpenedMap | OpenedList) and value.place == self.place:
            is_as_read = value == self.opened(value.stored)  # it can have been changed in place
            if is_as_read and is_newest(value.stored):
                return value.stored
        return lock(json.dumps(value, cls=self.encoder, ensure_ascii=False), self.place)


@LockedJSONField.register_lookup
class _WhetherJSONIsEmpty(_OnlyWhetherEmpty, JSONExact):
    """`answers={}`, `points=[]`."""
