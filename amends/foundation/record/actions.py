"""Writing the trail. Every action calls `record` inside its own transaction."""

import json
from typing import Protocol

from django.db import connection

from amends.foundation.record.models import Act

_INSERT = """
    INSERT INTO record_auditevent (user_id, service_id, case_id, file_id, act, what, subject, recipient, details)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)
"""
Details = dict[str, str | int | bool | list[str] | list[int] | None]


class _Actor(Protocol):
    pk: int


class _InCase(Protocol):
    pk: int
    service_id: int


class _InFile(Protocol):
    pk: int
    service_id: int
    case_id: int


def record(
    *,
    by: _Actor | None,
    act: Act,
    what: str,
    subject: str = "",
    case: _InCase | None = None,
    file: _InFile | None = None,
    service_id: int | None = None,
    recipient: str = "",
    details: Details | None = None,
) -> None:
    """Add one line to the trail, in the caller's transaction. `by` is None only before anybody has an account."""
    values = [
        by.pk if by else None,
        service_id or (file.service_id if file else None) or (case.service_id if case else None),
        case.pk if case else file.case_id if file else None,
        file.pk if file else None,
        act,
        what,
        subject,
        recipient,
        json.dumps(details or {}),
    ]
    with (
        connection.cursor() as cursor
    ):  # without RETURNING: whoever may write a line need not be able to read it
        cursor.execute(_INSERT, values)
