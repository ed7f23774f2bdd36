"""Partners tell us which cases they work on, and are asked again when a month has passed."""

from collections.abc import Mapping

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import Agency, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.programs import as_clockwork
from amends.foundation.access.rules import access_of, check_may, may
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.service.sharing.models import PartnerCase

UPDATE_CLOCK = "partner-cases-update"


def _check_may_tell(by: User, agency: Agency) -> None:
    """Refuse to all but those who manage partners and the body's own people."""
    own = {m.agency_id for m in access_of(by).memberships if m.service_id == agency.service_id}
    if not may(by, Permission.PARTNERS_MANAGE, agency.service_id) and agency.pk not in own:
        raise Refused("Only this body itself tells us of its cases.")


@transaction.atomic
def expect_updates(*, by: User, agency: Agency) -> Clock:
    """From now on the body tells us of its cases once a month."""
    check_may(by, Permission.PARTNERS_MANAGE, agency.service_id)
    return _await_next(by, agency)


@transaction.atomic
def tell_case(
    *, by: User, agency: Agency, details: Mapping[str, object], case: PartnerCase | None = None
) -> PartnerCase:
    """Note a case that a partner works on, or what has changed in one; that is its update for the month."""
    _check_may_tell(by, agency)
    row = case or PartnerCase(service_id=agency.service_id, agency=agency)
    for name, value in details.items():
        setattr(row, name, value)
    row.told_by, row.told_at = by, timezone.now()
    new = row.pk is None
    row.full_clean()
    row.save()
    record(
        by=by,
        act=Act.COLLECTION if new else Act.ALTERATION,
        what="sharing.partner_case_told",
        service_id=agency.service_id,
        subject=f"partnercase:{row.pk}",
    )
    _updated(by, agency)
    return row


@transaction.atomic
def nothing_new(*, by: User, agency: Agency) -> None:
    """The body says that its list is still right."""
    _check_may_tell(by, agency)
    record(
        by=by,
        act=Act.COLLECTION,
        what="sharing.partner_cases_unchanged",
        service_id=agency.service_id,
        subject=f"agency:{agency.pk}",
    )
    _updated(by, agency)


def _updated(by: User, agency: Agency) -> None:
    with as_clockwork(agency.service):  # whoever tells us for the body sees none of our clocks
        stop_clock(by=by, name=UPDATE_CLOCK, subject=f"agency:{agency.pk}")
        _await_next(by, agency)


def _await_next(by: User, agency: Agency) -> Clock:
    about = About(
        service=agency.service,
        subject=f"agency:{agency.pk}",
        link=reverse("sharing:partner_cases"),
        agency=agency,
    )
    title = f"Which cases does {agency.name} work on?"[:160]
    return start_clock(by=by, name=UPDATE_CLOCK, about=about, title=title)
