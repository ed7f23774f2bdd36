"""Agreements in force for tests of rooms that ask or tell other bodies."""

from datetime import date
from typing import Any

from amends.foundation.access.models import Agency, User
from amends.service.sharing.actions import add_agreement, sign
from amends.service.sharing.models import SharingAgreement


def draft(
    by: User, *agencies: Agency, about: str = "general", written_on: date | None = None, **details: Any
) -> SharingAgreement:
    """An agreement that nobody has signed yet."""
    known = {
        "title": f"Sharing for restorative justice, {about}, {agencies[0].name}",
        "about": about,
        "purpose": "To prepare restorative justice safely.",
        "items": "How to reach people\nRisk",
    }
    return add_agreement(
        by=by,
        service=agencies[0].service,
        details={**known, **details},
        parties=list(agencies),
        written_on=written_on,
    )


def in_force(by: User, *agencies: Agency, about: str = "general", **details: Any) -> SharingAgreement:
    """An agreement that every body has signed."""
    made = draft(by, *agencies, about=about, **details)
    for party in made.parties.all():
        sign(
            by=by,
            party=party,
            signatory="Sam Senior",
            post="Director",
            is_senior=True,
            signed_on=made.reviewed_on,
        )
    return made
