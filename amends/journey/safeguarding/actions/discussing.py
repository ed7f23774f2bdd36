"""Talking with the scheme about a child who was harmed, before anything is proposed to a court."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.lib.refusal import Refused
from amends.foundation.people.ages import ages
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.safeguarding.models import Discussion


@dataclass(frozen=True)
class Discussed:
    """With whom and when, what came of it, and the days from which the ages are worked out."""

    discussed_with: str
    discussed_on: date
    outcome: str
    born: date | None = None
    offence_on: date | None = None
    words: str = ""


@transaction.atomic
def note_discussion(*, by: User, service: Service, subject: str, talk: Discussed) -> Discussion:
    """Keep with whom it was discussed and what came of it; the ages are worked out (W8-062)."""
    check_may(by, Permission.REFERRAL_MAKE, service)
    today = timezone.localdate()
    if talk.discussed_on > today:
        raise Refused("This day has not come yet.", field="discussed_on")
    worked_out = ages(talk.born, talk.offence_on, today) if talk.born else None
    row = Discussion(
        service=service,
        subject=subject,
        born=talk.born,
        age_then=worked_out.then if worked_out else None,
        age_now=worked_out.now if worked_out else None,
        discussed_with=talk.discussed_with.strip(),
        discussed_on=talk.discussed_on,
        outcome=talk.outcome,
        words=talk.words,
        recorded_by=by,
    )
    row.full_clean()
    row.save()
    record(by=by, act=Act.COLLECTION, what="child.discussed", service_id=service.pk, subject=subject)
    return row
