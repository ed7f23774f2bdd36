"""What was offered and wanted, noted after the referral has come; and asking for the CRA1."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.programs import as_clockwork
from amends.foundation.access.rules import check_may
from amends.foundation.clock.actions import stop_clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.referral.actions import ask_referrer
from amends.journey.referral.models import Remedy
from amends.journey.referral.rules import check_is_mine
from amends.journey.remedy.menu_rules import check_may_choose, menu_version

CRA1_CLOCK = "cra1-request"


def note(by: User, row: Remedy, verb: str, act: Act = Act.ALTERATION) -> None:
    """One line in the trail about the referral of a remedy."""
    record(
        by=by,
        act=act,
        what=f"remedy.{verb}",
        service_id=row.service_id,
        subject=f"referral:{row.referral_id}",
    )


@transaction.atomic
def keep_remedy(*, by: User, remedy: Remedy, details: Mapping[str, object]) -> Remedy:
    """Add or put right what the matter stands in for, the menu that was offered, and what each side wants."""
    check_is_mine(by, remedy.referral)
    locked = Remedy.objects.select_for_update().get(pk=remedy.pk)
    for name, value in details.items():
        setattr(locked, name, value)
    for name in ("menu_offered_on", "menu_explained_on", "victim_asked_on", "offender_agreed_on"):
        if (day := getattr(locked, name)) and day > timezone.localdate():
            raise Refused("This day is still to come.", field=name)
    check_may_choose(locked)
    if locked.menu_explained_on and locked.menu_version is None:
        locked.menu_version = menu_version()
    locked.full_clean()
    locked.save()
    note(by, locked, "kept")
    return locked


def _stop_waiting(by: User, remedy: Remedy) -> None:
    with as_clockwork(remedy.service):
        stop_clock(by=by, name=CRA1_CLOCK, subject=f"referral:{remedy.referral_id}")


@transaction.atomic
def ask_for_cra1(*, by: User, remedy: Remedy, text: str) -> Remedy:
    """Send the request that was drafted when it came on another form (EX-128)."""
    check_may(by, Permission.REFERRAL_SCREEN, remedy.service_id)
    ask_referrer(by=by, referral=remedy.referral, text=text)
    remedy.cra1_request, remedy.cra1_requested_on = text, timezone.localdate()
    remedy.save(update_fields=["cra1_request", "cra1_requested_on"])
    _stop_waiting(by, remedy)
    note(by, remedy, "cra1_requested", Act.DISCLOSURE)
    return remedy


@transaction.atomic
def note_cra1_exception(*, by: User, remedy: Remedy, reason: str) -> Remedy:
    """Say why the form is not needed."""
    check_may(by, Permission.REFERRAL_SCREEN, remedy.service_id)
    if not reason.strip():
        raise Refused("Say why the CRA1 is not needed.", field="reason")
    remedy.cra1_exception = reason.strip()
    remedy.full_clean(exclude=["referral"])
    remedy.save(update_fields=["cra1_exception"])
    _stop_waiting(by, remedy)
    note(by, remedy, "cra1_not_needed")
    return remedy
