"""Answers that travel with the person instead of being kept: signed, so that nobody changes them on the way.

Nothing of them is stored, in a session or anywhere, until the referral is sent.
"""

from typing import Any
from uuid import UUID, uuid4

from django.core import signing

SALT = "amends.referral.carrying"
LASTS_SECONDS = 8 * 60 * 60
LARGEST = 200_000


class CarriedError(ValueError):
    """What came back was changed on the way, or is from another day."""


def pack(answers: dict[str, Any], key: UUID | None = None) -> str:
    """The answers so far for a hidden field, with the key that makes sending twice count once."""
    return signing.dumps({"answers": answers, "key": str(key or uuid4())}, salt=SALT, compress=True)


def unpack(text: str) -> tuple[dict[str, Any], UUID]:
    """The answers and the key. Empty text is a fresh start."""
    if not text:
        return {}, uuid4()
    if len(text) > LARGEST:
        raise CarriedError
    try:
        carried = signing.loads(text, salt=SALT, max_age=LASTS_SECONDS)
    except signing.BadSignature as wrong:
        raise CarriedError from wrong
    return dict(carried["answers"]), UUID(carried["key"])
