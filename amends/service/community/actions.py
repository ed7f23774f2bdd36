"""Keeping the lists: interpreters, organisations, sections of the community, messages and how they go out."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from django.db import models, transaction

from amends.foundation.access.models import Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.service.community.models import Interpreter, KeyMessage, Organisation, Section, Sending

Row = TypeVar("Row", Interpreter, Organisation, Section, KeyMessage, Sending)


@transaction.atomic
def keep(*, by: User, row: Row, details: Mapping[str, object]) -> Row:
    """Put a row on one of the lists, or correct it. `row` has its service; a new one has no key yet."""
    check_may(by, Permission.PARTNERS_MANAGE, row.service_id)
    is_new = row.pk is None
    for name, value in details.items():
        setattr(row, name, value)
    _save(by, row, is_new=is_new)
    return row


def _save(by: User, row: models.Model, *, is_new: bool) -> None:
    row.full_clean()
    row.save()
    kind = row._meta.model_name
    record(
        by=by,
        act=Act.COLLECTION if is_new else Act.ALTERATION,
        what=f"community.{kind}_kept",
        service_id=row.service_id,  # type: ignore[attr-defined]  # every list has it
        subject=f"{kind}:{row.pk}",
    )


@transaction.atomic
def send_out(
    *,
    by: User,
    service: Service,
    message: KeyMessage,
    sections: Iterable[Section],
    details: Mapping[str, object],
) -> Sending:
    """Say how a message goes out, and for which sections of the community it is meant (W8-022)."""
    check_may(by, Permission.PARTNERS_MANAGE, service)
    row = Sending(service=service, message=message, **details)
    _save(by, row, is_new=True)
    row.sections.set(sections)
    return row


@transaction.atomic
def stop_sending(*, by: User, row: Sending) -> None:
    """It no longer goes out like this."""
    check_may(by, Permission.PARTNERS_MANAGE, row.service_id)
    record(
        by=by,
        act=Act.ERASURE,
        what="community.sending_ended",
        service_id=row.service_id,
        subject=f"sending:{row.pk}",
    )
    row.delete()
