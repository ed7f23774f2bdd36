"""Before the day of a promise: the office asks the facilitator, who asks whoever promised it (W8-357)."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.clock.actions import start_clock, stop_clock
from amends.foundation.clock.rules import end_of
from amends.foundation.lib.refusal import Refused
from amends.journey.agreement.actions.drafting import about, note
from amends.journey.agreement.models import OutcomeAgreement, Point
from amends.journey.agreement.rules import day_in_the_past, days_before

OFFICE, FOLLOW_UP = "agreement-office-asks", "agreement-follow-up"


def start_office_clock(by: User, agreement: OutcomeAgreement, point: Point) -> None:
    """On the office's list from some days before, until the facilitator was asked."""
    if point.due is None:
        return
    due = end_of(max(point.due - timedelta(days=days_before(agreement.case)), timezone.localdate()))
    where = about(agreement, None, f"point:{point.pk}")
    start_clock(by=by, name=OFFICE, about=where, at=min(timezone.now(), due), due=due)


@transaction.atomic
def note_asked(*, by: User, point: Point, on: date) -> Point:
    """The office has asked the facilitator; from now on it is open until the facilitator has followed it up."""
    check_may(by, Permission.CONTACT_LOG, point.service_id)
    _check_is_followed(point)
    point.asked_on, point.followed_up_on = day_in_the_past(on), None
    point.save(update_fields=["asked_on", "followed_up_on"])
    note(by, point.agreement, "office_asked", f"point:{point.pk}")
    stop_clock(by=by, name=OFFICE, subject=f"point:{point.pk}")
    start_clock(by=by, name=FOLLOW_UP, about=about(point.agreement, point.overseer, f"point:{point.pk}"))
    return point


@transaction.atomic
def note_followed_up(*, by: User, point: Point, on: date) -> Point:
    """The facilitator has asked whoever promised it how it stands."""
    check_may(by, Permission.AGREEMENT_RECORD, point.service_id)
    _check_is_followed(point)
    if point.asked_on is None:
        point.asked_on = day_in_the_past(on)
        stop_clock(by=by, name=OFFICE, subject=f"point:{point.pk}", dropped=True)
    point.followed_up_on = day_in_the_past(on)
    point.full_clean(exclude=["case"])
    point.save(update_fields=["asked_on", "followed_up_on"])
    note(by, point.agreement, "followed_up", f"point:{point.pk}")
    stop_clock(by=by, name=FOLLOW_UP, subject=f"point:{point.pk}")
    return point


def settle_asking(by: User, point: Point) -> None:
    """Somebody knows what became of it, so nobody has to ask."""
    for name in (OFFICE, FOLLOW_UP):
        stop_clock(by=by, name=name, subject=f"point:{point.pk}", dropped=True)


def _check_is_followed(point: Point) -> None:
    if point.agreement.state != OutcomeAgreement.State.FINAL or not point.is_action:
        raise Refused("There is nothing to follow up.")
    if point.status not in Point.GOES_ON:
        raise Refused("It is known already what became of it.")
