"""What became of each promise, and telling the other side what they were to be told."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.rules import check_is_live
from amends.foundation.clock.actions import start_clock, stop_clock
from amends.foundation.lib.refusal import Refused
from amends.journey.agreement.actions.agreeing import POINT_DUE, start_point_clock
from amends.journey.agreement.actions.drafting import about, note
from amends.journey.agreement.actions.office import settle_asking, start_office_clock
from amends.journey.agreement.actions.outside import prepare_entries
from amends.journey.agreement.actions.paying import drop_payments
from amends.journey.agreement.actions.wishing import is_owed
from amends.journey.agreement.models import OutcomeAgreement, Point
from amends.journey.agreement.rules import check_both_may_read, check_may_be_done

TELL = "agreement-told"


@dataclass(frozen=True)
class Result:
    """How a promise stands. `new_due` is for what is done in part or has changed: by when the rest is to be done."""

    status: str
    on: date | None
    note: str
    signed_off: bool = False
    new_due: date | None = None


@transaction.atomic
def set_status(*, by: User, point: Point, result: Result) -> Point:
    """Note what became of a promise, and begin telling the other side where that was agreed (W8-328).

    A promise kept in part, or changed, gets a new day and is followed on. Refused without a day and a note (EX-053).
    """
    check_may(by, Permission.AGREEMENT_RECORD, point.service_id)
    agreement = point.agreement
    check_is_live(agreement.case)
    locked = Point.objects.select_for_update(of=("self",)).select_related("who", "overseer").get(pk=point.pk)
    locked.agreement = agreement
    _check_result(agreement, locked, result)
    check_both_may_read(agreement.case, result.note)
    again = locked.status != result.status or locked.status in Point.GOES_ON
    locked.status, locked.status_on, locked.note = result.status, result.on, result.note
    locked.signed_off, locked.noted_by, locked.noted_at = result.signed_off, by, timezone.now()
    if again:
        locked.told_on, locked.told_how, locked.does_not_wish_to_know = None, "", False
    if again and locked.tell_other_side and not is_owed(locked):
        locked.does_not_wish_to_know = True
    goes_on = locked.status in Point.GOES_ON
    moved = bool(goes_on and result.new_due and result.new_due != locked.due)
    locked.due = result.new_due if goes_on and result.new_due else locked.due
    locked.full_clean(exclude=["case"])
    locked.save()
    note(by, agreement, f"point_{locked.status}", f"point:{locked.pk}")
    subject = f"point:{locked.pk}"
    stop_clock(by=by, name=POINT_DUE, subject=subject)
    settle_asking(by, locked)
    if not goes_on:
        drop_payments(by, locked)
    if goes_on:
        start_point_clock(by, agreement, locked)
        start_office_clock(by, agreement, locked)
    if moved:
        prepare_entries(by, agreement, [locked])
    if locked.tell_other_side and not locked.is_told:
        start_clock(by=by, name=TELL, about=about(agreement, locked.overseer, subject))
    return locked


def _check_result(agreement: OutcomeAgreement, point: Point, result: Result) -> None:
    if agreement.state != OutcomeAgreement.State.FINAL:
        raise Refused("The agreement is not final yet.")
    if not point.is_action:
        raise Refused("A statement needs no action.")
    if result.status == Point.Status.OPEN:
        raise Refused("Say what became of it.", field="status")
    if result.on is None:
        raise Refused("Say on which day.", source="Wait 'til Eight appendix 7E", field="on")
    if result.on > timezone.localdate():
        raise Refused("This day has not come yet.", field="on")
    if not result.note.strip():
        raise Refused("Write a few words on how it went and how you know.", field="note")
    if result.status == Point.Status.DONE:
        check_may_be_done(point)
    if result.status in Point.GOES_ON and (result.new_due is None or result.new_due < timezone.localdate()):
        raise Refused("Say by when the rest is to be done.", field="new_due")


@transaction.atomic
def record_told(
    *, by: User, point: Point, on: date | None = None, how: str = "", does_not_wish_to_know: bool = False
) -> Point:
    """The other side has heard exactly what was agreed, or does not wish to know."""
    check_may(by, Permission.AGREEMENT_RECORD, point.service_id)
    locked = Point.objects.select_for_update(of=("self",)).get(pk=point.pk)
    if not locked.tell_other_side:
        raise Refused(
            "They agreed that nothing is told about this point.",
            source="Wait 'til Eight section 7 paras 7.2 and 8.1",
        )
    if locked.status == Point.Status.OPEN:
        raise Refused("There is nothing to tell yet.", opens="Note first what became of it.")
    if on and on > timezone.localdate():
        raise Refused("This day has not come yet.", field="on")
    if does_not_wish_to_know:
        on, how = None, ""
    elif on is None or not how:
        raise Refused("Say when and how they were told, or that they do not wish to know.", field="on")
    locked.told_on, locked.told_how, locked.does_not_wish_to_know = on, how, does_not_wish_to_know
    locked.full_clean(exclude=["case"])
    locked.save()
    note(by, point.agreement, "told", f"point:{locked.pk}")
    stop_clock(by=by, name=TELL, subject=f"point:{locked.pk}")
    return locked
