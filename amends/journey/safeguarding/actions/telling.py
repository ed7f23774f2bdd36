"""Passing a concern on: to whom, what, when and on whose decision; and when they said that they have it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import tell
from amends.foundation.record.models import Act
from amends.journey.safeguarding.actions.raising import note
from amends.journey.safeguarding.models import Concern, Told
from amends.journey.safeguarding.rules.concerns import open_concern, overrides_for
from amends.journey.safeguarding.rules.lead import managers, officers


@dataclass(frozen=True)
class Telling:
    """Who was told what, when and why. It was decided by `decided_by`, or else by whoever writes it down."""

    body: str
    name: str
    what: str
    at: datetime
    reason: str
    decided_by: User | None = None
    received_at: datetime | None = None
    colleague: User | None = None


@transaction.atomic
def pass_on(*, by: User, concern: Concern, telling: Telling) -> Told:
    """Write down that it was passed on. Without agreement only danger allows it; the manager hears of that at once.

    A colleague who is told can see the concern from then on. Raises Refused as `overrides_for` does (W8-227).
    """
    open_concern(by, concern.pk)
    if telling.at > timezone.now():
        raise Refused("This has not happened yet.", field="at")
    inside = telling.body == Told.Body.COLLEAGUE
    row = Told(
        service_id=concern.service_id,
        concern=concern,
        body=telling.body,
        name=telling.name,
        colleague=telling.colleague if inside else None,
        what=telling.what,
        at=telling.at,
        reason=telling.reason,
        overrides=False if inside else overrides_for(concern, telling.reason),
        decided_by=telling.decided_by or by,
        received_at=telling.received_at,
        recorded_by=by,
    )
    row.full_clean()
    row.save()
    note(by, concern, "passed_on", Act.DISCLOSURE, to=telling.body, overrides=row.overrides)
    link = reverse("safeguarding:concern", args=[concern.pk])
    if row.colleague:
        words = "You were told of a safeguarding concern."
        tell(user=row.colleague, service=concern.service, words=words, link=link, about=f"told:{row.pk}")
    if row.overrides:
        _show_the_override(by, concern, row, link)
    return row


def _show_the_override(by: User, concern: Concern, row: Told, link: str) -> None:
    words = "Somebody's confidentiality was set aside to keep somebody safe. Look at it."
    people = {user.pk: user for user in managers(concern.service)}
    people |= {each.user_id: each.user for each in officers(concern.service)}
    for key in (by.pk, concern.colleague_id or 0):
        people.pop(key, None)
    for user in people.values():
        tell(user=user, service=concern.service, words=words, link=link, about=f"told:{row.pk}:overrides")


@transaction.atomic
def note_receipt(*, by: User, row: Told, received_at: datetime) -> Told:
    """They have said that they have it (SS-048)."""
    open_concern(by, row.concern_id)
    if received_at > timezone.now():
        raise Refused("This has not happened yet.", field="received_at")
    row.received_at = received_at
    row.full_clean()
    row.save(update_fields=["received_at"])
    note(by, row.concern, "receipt_noted", to=row.body)
    return row
