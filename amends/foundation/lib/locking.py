"""Columns that are unreadable in the database: what people said in confidence, which no list ever sorts or searches.

Each text is locked with AES-GCM under a key from the environment, and bound to its table and column, so that nobody who
writes to the database can make one column speak through another. `amends database lock-again` locks everything with the
newest key, so that an old key can be thrown away.
"""

import base64
import hashlib
import secrets
from functools import cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

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
    raw = base64.b64decode(locked)
    try:
        return cipher.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], place.encode()).decode()
    except InvalidTag as error:
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


class LockedTextField(models.TextField):  # type: ignore[type-arg]  # generic only in stubs
    """Text that is locked on its way into the database and opened on its way out. An empty text stays empty.

    It cannot be searched or sorted by: two equal texts are stored differently.
    """

    @property
    def place(self) -> str:
        """Where its texts belong."""
        return f"{self.model._meta.db_table}.{self.column}"

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
        """A text of this column that came by another way than a row, such as a function of PostgreSQL."""
        text = Opened(unlock(stored, self.place))
        text.stored, text.place = stored, self.place
        return text

    def get_lookup(self, lookup_name: str) -> Any:
        """Only whether it is empty: Django says of any other question that it is unsupported."""
        return super().get_lookup(lookup_name) if lookup_name in {"exact", "isnull"} else None
