"""A promise about money: in which parts it is paid, and what has come."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.programs import as_clockwork
from amends.foundation.case.rules import check_is_live
from amends.foundation.clock.actions import start_clock, stop_clock
from amends.foundation.clock.rules import end_of
from amends.foundation.lib.dates import long_date
from amends.foundation.lib.refusal import Refused
from amends.journey.agreement.actions.outside import check_own, in_own_file, note_own
from amends.journey.agreement.instalments import parts_of
from amends.journey.agreement.models import Payment, Point
from amends.journey.agreement.rules import day_in_the_past

DUE = "agreement-payment-due"


@transaction.atomic
def plan_payments(*, by: User, point: Point, count: int, first: date, every: str) -> list[Payment]:
    """Say in how many parts the sum is paid, from which day and how often. What has been paid already stays as it is.

    Raises Refused for a promise without a sum, one that has ended, a first day in the past, parts after the day that was
    agreed, or nothing left to pay.
    """
    file = check_own(by, point)
    check_is_live(point.agreement.case)
    Point.objects.select_for_update(of=("self",)).get(pk=point.pk)
    if point.amount is None:
        raise Refused("This promise is not about money.", opens="The sum is part of the point.")
    if point.status not in Point.GOES_ON:
        raise Refused("It is known already what became of it.")
    if first < timezone.localdate():
        raise Refused("The first day has passed.", field="first")
    left = left_to_pay(point)
    if left <= 0:
        raise Refused("All of it has been paid.")
    parts = parts_of(left, count, first, every)
    _check_in_time(point, parts[-1][0])
    _drop_open(by, point)
    rows = [
        Payment(service_id=point.service_id, file=file, point=point, due=due, amount=amount)
        for due, amount in parts
    ]
    for row in rows:
        row.full_clean(exclude=["point", "file"])
        row.save()
    note_own(by, point, file, "payments_planned")
    _remind_of_next(by, point)
    return rows


@transaction.atomic
def note_payment(
    *, by: User, payment: Payment, on: date, amount: Decimal, seen_by: str, rest_due: date | None = None
) -> Payment:
    """Money has come. When it is less than was due, the rest is due on another day.

    Raises Refused for a day that has not come, more than this part, or a rest without a day.
    """
    file = check_own(by, payment.point)
    Point.objects.select_for_update(of=("self",)).get(pk=payment.point_id)  # two notes at once share one rest
    locked = Payment.objects.filter(pk=payment.pk).first()
    if locked is None:
        raise Refused("This part is no longer in the plan.", opens="See how it is paid now.")
    if locked.is_paid:
        raise Refused("This has been noted already.")
    if amount > locked.amount:
        raise Refused(
            f"This part is £{locked.amount:,.2f}.", opens="Note the next part as paid too.", field="amount"
        )
    if not seen_by.strip():
        raise Refused("Say how you know.", field="seen_by")
    rest = locked.amount - amount
    if rest and (rest_due is None or rest_due < timezone.localdate()):
        raise Refused(f"Say by when the other £{rest:,.2f} is paid.", field="rest_due")
    locked.amount, locked.paid_on, locked.seen_by = amount, day_in_the_past(on), seen_by.strip()
    locked.noted_by = by
    locked.full_clean(exclude=["point", "file"])
    locked.save()
    stop_clock(by=by, name=DUE, subject=f"payment:{locked.pk}")
    if rest and rest_due:
        _add(payment.point, file.pk, rest_due, rest)
    note_own(by, payment.point, file, "payment_noted")
    _remind_of_next(by, payment.point)
    return locked


def _check_in_time(point: Point, last: date) -> None:
    """Refuse a plan that ends after the day they agreed."""
    if point.due is not None and last > point.due:
        raise Refused(
            f"The last part would come on {long_date(last)}; they agreed on {long_date(point.due)}.",
            opens="Fewer parts, or sooner. If they have agreed on a later day, note first that it has changed.",
            field="count",
        )


def _add(point: Point, file_id: int, due: date, amount: Decimal) -> None:
    """A part on a day; what is due on that day already becomes more."""
    there = Payment.objects.filter(point=point, due=due, paid_on__isnull=True).first()
    row = there or Payment(
        service_id=point.service_id, file_id=file_id, point=point, due=due, amount=Decimal(0)
    )
    row.amount += amount
    row.full_clean(exclude=["point", "file"])
    row.save()


def left_to_pay(point: Point) -> Decimal:
    """What has not come yet of the sum."""
    paid = Payment.objects.filter(point=point, paid_on__isnull=False).aggregate(sum=Sum("amount"))["sum"]
    return (point.amount or Decimal(0)) - (paid or Decimal(0))


def _remind_of_next(by: User, point: Point) -> None:
    """Somebody is reminded of the next part; of one at a time, so that a plan of five years fills no list.

    The overseer, or where they may not open the file of whoever pays, that side's own facilitator.
    """
    following = Payment.objects.filter(point=point, paid_on__isnull=True).order_by("due", "pk").first()
    if following is None:
        return
    due = end_of(following.due)
    link = reverse("agreement:more", args=[point.agreement.case.number, point.pk])
    where = in_own_file(point, following.file, f"payment:{following.pk}", link)
    start_clock(by=by, name=DUE, about=where, at=min(timezone.now(), due), due=due)


def drop_payments(by: User, point: Point) -> None:
    """A promise that was let go, or will not be kept, asks for no more money; what was paid stays.

    With the service's own hands: whoever notes the end may not see the file of whoever pays.
    """
    with as_clockwork(point.agreement.case.service):
        _drop_open(by, point)


def _drop_open(by: User, point: Point) -> None:
    open_ones = Payment.objects.filter(point=point, paid_on__isnull=True)
    for payment in open_ones:
        stop_clock(by=by, name=DUE, subject=f"payment:{payment.pk}", dropped=True)
    open_ones.delete()
