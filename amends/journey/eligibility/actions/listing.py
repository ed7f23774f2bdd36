"""Keeping the offence list, and turning a missing fact into a task."""

from django.db import transaction

from amends.foundation.access.models import Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.clock.actions import About, start_clock
from amends.foundation.clock.models import Clock
from amends.foundation.policy.facts import facts_table
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.eligibility.models import ListedOffence
from amends.journey.referral.actions.receiving import desk_of
from amends.journey.referral.models import Referral

FACT_TASK = "task-find-out"


@transaction.atomic
def list_offence(*, by: User, service: Service, name: str, takes: str) -> ListedOffence:
    """Put an offence on the list (EX-130)."""
    check_may(by, Permission.SERVICE_MANAGE, service)
    row = ListedOffence(service=service, name=name.strip(), takes=takes)
    row.full_clean()
    row.save()
    _note(by, row, "listed")
    return row


@transaction.atomic
def unlist_offence(*, by: User, offence: ListedOffence) -> None:
    """Take an offence off the list."""
    check_may(by, Permission.SERVICE_MANAGE, offence.service_id)
    _note(by, offence, "unlisted")
    offence.delete()


def _note(by: User, row: ListedOffence, what: str) -> None:
    record(
        by=by,
        act=Act.ALTERATION,
        what=f"offence.{what}",
        service_id=row.service_id,
        subject=f"offence:{row.pk}",
        details={"name": row.name, "takes": row.takes},
    )


@transaction.atomic
def find_out(*, by: User, referral: Referral, fact: str) -> Clock:
    """Finding out a missing fact becomes a task of whoever asked for it; asking twice gives the same task."""
    check_may(by, Permission.REFERRAL_SCREEN, referral.service_id)
    about = About(
        service=referral.service,
        subject=f"referral:{referral.pk}:{fact}",
        reference=referral.number,
        link=desk_of(referral),
        owner=by,
    )
    words = f"Find out: {facts_table()[fact].words}"
    return start_clock(by=by, name=FACT_TASK, about=about, title=words[:160])
