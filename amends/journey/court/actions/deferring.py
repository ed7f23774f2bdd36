"""Deferring a sentence: opened, reported on, and a meeting after its end."""

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.approval.actions import ask_approval
from amends.foundation.approval.models import Approval
from amends.foundation.case.models import Case
from amends.foundation.clock.actions import start_clock, stop_clock
from amends.foundation.clock.rules import end_of
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.consent.rules import check_all_agree
from amends.journey.court.actions.sentencing import DEFERMENT_CLOCK, about_case, set_phase, under_way
from amends.journey.court.law import check_basis
from amends.journey.court.models import Court, Deferment, Phase, Vehicle
from amends.journey.court.rules.before_sentence import (
    check_deferral_at,
)
from amends.journey.court.rules.proposing import check_deferment_length
from amends.journey.court.rules.sentencing import (
    AFTER_DEFERMENT,
    phase_of,
    report_day,
)


@transaction.atomic
def defer(
    *,
    by: User,
    case: Case,
    court: Court,
    starts_on: dt.date,
    until: dt.date,
    model: str,
    report_on: dt.date | None = None,
    reparation_until: dt.date | None = None,
) -> Deferment:
    """Open work within a deferred sentence and count back from its end.

    Refused unless the profile or an agreement with the court allows it (PF-086), and unless somebody of each side has
    been asked and agrees to take part (SS-028).
    """
    check_may(by, Permission.CASE_OPEN, case.service_id)
    Court.objects.select_for_update().get(pk=court.pk)  # two at once do not share the last place
    check_deferral_at(case.profile, court, timezone.localdate(), under_way(court, case))
    check_all_agree(case, "take_part")
    basis = check_basis(Vehicle.DEFERRED, starts_on)
    if basis.months:
        check_deferment_length(starts_on, until, basis.months)
    deferment = Deferment(
        service_id=case.service_id,
        case=case,
        court=court,
        starts_on=starts_on,
        until=until,
        model=model,
        report_on=report_on or max(report_day(until), starts_on),
        reparation_until=reparation_until,
        recorded_by=by,
    )
    deferment.full_clean()
    deferment.save()
    record(by=by, act=Act.COLLECTION, what="deferment.opened", case=case, details={"kind": model})
    now = phase_of(case)
    if now is None or now.when != Phase.When.BEFORE:
        setting = now.setting if now else Phase.Setting.COMMUNITY
        since = min(starts_on, timezone.localdate())
        set_phase(by=by, case=case, when=Phase.When.BEFORE, setting=setting, since=since, court=court)
    _start(by, case, deferment)
    return deferment


def _start(by: User, case: Case, deferment: Deferment) -> None:
    due = max(end_of(deferment.report_on), timezone.now() + dt.timedelta(hours=1))
    start_clock(by=by, name=DEFERMENT_CLOCK, about=about_case(case), due=due)


@transaction.atomic
def report_on_deferment(*, by: User, deferment: Deferment, on: dt.date) -> Deferment:
    """The report on what was done is with the court."""
    check_may(by, Permission.CONTACT_LOG, deferment.service_id)
    if on > timezone.localdate():
        raise Refused("This day has not come yet.", field="on")
    deferment.reported_on = on
    deferment.full_clean()
    deferment.save()
    record(by=by, act=Act.DISCLOSURE, what="deferment.reported", case=deferment.case, recipient="court")
    stop_clock(by=by, name=DEFERMENT_CLOCK, subject=f"case:{deferment.case_id}")
    return deferment


@transaction.atomic
def ask_after_deferment(*, by: User, deferment: Deferment, why: str) -> Approval:
    """Ask the manager to let a meeting stand after the deferment has ended (W8-051)."""
    check_may(by, Permission.MEETING_PLAN, deferment.service_id)
    if not why.strip():
        raise Refused("Say why.", field="why")
    case = deferment.case
    return ask_approval(
        by=by,
        key=AFTER_DEFERMENT,
        subject=f"deferment:{deferment.pk}",
        question=f"{case.number}: may they meet after the deferment has ended? {why.strip()}"[:300],
        belongs_to=case,
        link=reverse("court:case", args=[case.number]),
    )
