"""A sum that is paid in parts, to the penny and to the last day."""

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import grant_file
from amends.foundation.clock.models import Clock
from amends.foundation.clock.rules import State, read
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.tests.costs import cost
from amends.journey.agreement import actions
from amends.journey.agreement.actions import Result
from amends.journey.agreement.instalments import EVERY, MOST, parts_of
from amends.journey.agreement.models import OutcomeAgreement, Payment, Point
from amends.journey.agreement.tests.cast import a_point, all_agree, in_days, today

MOST_QUERIES = 12
pounds = st.integers(min_value=1, max_value=9_999_999_99).map(lambda pence: Decimal(pence) / 100)


def the_point():
    return Point.objects.select_related("agreement__case__service", "who", "overseer").get()


def open_clocks():
    return list(Clock.objects.filter(name="agreement-payment-due", stopped_at__isnull=True))


def paid(by, payment, amount=None, **more):
    payment.point = the_point()
    given = {"on": today(), "amount": amount or payment.amount, "seen_by": "Receipt", **more}
    return actions.note_payment(by=by, payment=payment, **given)


@pytest.fixture
def owed(drafted, coordinator):
    """Rhys pays £100 within half a year; it is final."""
    with acting_as(coordinator):
        a_point(coordinator, drafted, what="Pay for the fence", amount=Decimal("100.00"), due=in_days(182))
        all_agree(coordinator, drafted)
        agreement = OutcomeAgreement.objects.select_related("case").get()
        return actions.make_final(by=coordinator, agreement=agreement)


@given(
    total=pounds,
    count=st.integers(min_value=1, max_value=MOST),
    first=st.dates(dt.date(2024, 1, 1), dt.date(2060, 1, 1)),
    every=st.sampled_from([key for key, _ in EVERY]),
)
def test_parts_add_up_to_the_penny_and_come_one_after_the_other(total, count, first, every):
    if total * 100 < count:
        with pytest.raises(Refused, match="less than a penny"):
            parts_of(total, count, first, every)
        return
    parts = parts_of(total, count, first, every)
    days = [day for day, _ in parts]
    assert sum(amount for _, amount in parts) == total
    assert (len(parts), days[0]) == (count, first)
    assert days == sorted(set(days))
    assert all(amount > 0 and amount == round(amount, 2) for _, amount in parts)


@pytest.mark.parametrize("count", [0, -1, MOST + 1])
def test_number_of_parts_has_bounds(count):
    with pytest.raises(Refused, match="1 to 60"):
        parts_of(Decimal(100), count, today(), "week")


@pytest.mark.parametrize("every", [key for key, _ in EVERY])
def test_year_that_was_typed_wrong_is_refused(every):
    with pytest.raises(Refused, match="Check the year"):
        parts_of(Decimal(100), 60, dt.date(9999, 12, 31), every)


def test_end_of_a_month_comes_back_after_a_shorter_one():
    days = [day for day, _ in parts_of(Decimal(3), 3, dt.date(2026, 1, 31), "month")]
    assert days == [dt.date(2026, 1, 31), dt.date(2026, 2, 28), dt.date(2026, 3, 31)]


def test_parts_are_reminded_of_one_at_a_time(owed, coordinator, a_case):
    actions.plan_payments(by=coordinator, point=the_point(), count=3, first=in_days(7), every="week")
    rows = list(Payment.objects.order_by("due"))
    assert [row.amount for row in rows] == [Decimal("33.33"), Decimal("33.33"), Decimal("33.34")]
    assert {row.file for row in rows} == {a_case.responsible_file}
    assert [clock.subject for clock in open_clocks()] == [f"payment:{rows[0].pk}"]
    paid(coordinator, rows[0])
    assert [clock.subject for clock in open_clocks()] == [f"payment:{rows[1].pk}"]
    with time_machine.travel(dt.datetime.combine(in_days(15), dt.time(12), tzinfo=dt.UTC), tick=True):
        assert read(open_clocks()[0]).state == State.OVERDUE


def test_less_than_was_due_leaves_the_rest_for_another_day(owed, coordinator):
    actions.plan_payments(by=coordinator, point=the_point(), count=2, first=in_days(7), every="month")
    first, second = Payment.objects.order_by("due")
    with pytest.raises(Refused, match=r"other £20\.00"):
        paid(coordinator, first, Decimal(30))
    with pytest.raises(Refused, match=r"This part is £50\.00"):
        paid(coordinator, first, Decimal(60))
    paid(coordinator, first, Decimal(30), rest_due=second.due)
    second.refresh_from_db()
    assert second.amount == Decimal(70)
    assert Payment.objects.filter(paid_on__isnull=False).get().amount == Decimal(30)


def test_promise_is_not_done_while_a_part_is_open_and_ends_the_rest_when_let_go(owed, coordinator):
    actions.plan_payments(by=coordinator, point=the_point(), count=2, first=in_days(7), every="week")
    first = Payment.objects.order_by("due")[0]
    paid(coordinator, first)
    done = Result(status="done", on=today(), note="Said so", signed_off=True)
    with pytest.raises(Refused, match="not been paid yet"):
        actions.set_status(by=coordinator, point=the_point(), result=done)
    let_go = Result(status="released", on=today(), note="They want no more")
    actions.set_status(by=coordinator, point=the_point(), result=let_go)
    assert list(Payment.objects.all()) == [first]
    assert open_clocks() == []


def test_plan_can_be_made_anew_for_what_is_left(owed, coordinator):
    point = the_point()
    actions.plan_payments(by=coordinator, point=point, count=2, first=in_days(7), every="week")
    paid(coordinator, Payment.objects.order_by("due")[0])
    actions.plan_payments(by=coordinator, point=point, count=5, first=in_days(3), every="month")
    left = Payment.objects.filter(paid_on__isnull=True)
    assert {row.amount for row in left} == {Decimal(10)}
    assert len(open_clocks()) == 1
    for row in left.order_by("due"):
        paid(coordinator, row)
    with pytest.raises(Refused, match="All of it"):
        actions.plan_payments(by=coordinator, point=point, count=1, first=in_days(3), every="month")
    done = Result(status="done", on=today(), note="All paid", signed_off=True)
    assert actions.set_status(by=coordinator, point=the_point(), result=done).status == "done"


@pytest.mark.parametrize("days", [-1, -30])
def test_plan_does_not_begin_in_the_past(owed, coordinator, days):
    with pytest.raises(Refused, match="has passed"):
        actions.plan_payments(by=coordinator, point=the_point(), count=2, first=in_days(days), every="week")


def test_plan_ends_by_the_day_they_agreed(owed, coordinator):
    with pytest.raises(Refused, match="they agreed on"):
        actions.plan_payments(by=coordinator, point=the_point(), count=9, first=in_days(2), every="month")
    assert not Payment.objects.exists()


def test_promise_without_a_sum_has_no_payments(final, coordinator, client, sign_in):
    with pytest.raises(Refused, match="not about money"):
        actions.plan_payments(by=coordinator, point=the_point(), count=2, first=in_days(3), every="week")
    page = reverse("agreement:plan_payments", args=[final.case.number, the_point().pk])
    assert sign_in(client, coordinator).get(page).status_code == 404


def test_paid_needs_day_and_proof_in_the_database(owed, coordinator):
    actions.plan_payments(by=coordinator, point=the_point(), count=1, first=in_days(7), every="week")
    payment = Payment.objects.get()
    payment.paid_on = today()
    with pytest.raises(ValidationError, match="how you know"):
        payment.full_clean()


def test_other_side_learns_nothing_of_payments(client, sign_in, owed, coordinator, facilitator, a_case):
    actions.plan_payments(by=coordinator, point=the_point(), count=4, first=in_days(7), every="week")
    with acting_as(coordinator):
        grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="helps out")
    sign_in(client, facilitator)
    number, point = owed.case.number, the_point()
    assert "25.00" not in client.get(f"/cases/{number}/agreement/").content.decode()
    for name in ("more", "plan_payments"):
        assert client.get(reverse(f"agreement:{name}", args=[number, point.pk])).status_code == 404
    with acting_as(facilitator):
        assert not Payment.objects.exists()


@pytest.mark.parametrize("kind", ["agreement-payment-due", "onward-answer"])
def test_overseer_from_the_other_side_is_given_no_clock_of_that_file(
    drafted, coordinator, facilitator, second_facilitator, a_case, kind
):
    with acting_as(coordinator):
        grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="helps out")
        grant_file(by=coordinator, file=a_case.responsible_file, user=second_facilitator, reason="helps out")
        a_point(coordinator, drafted, amount=Decimal("100.00"), overseer=facilitator, due=in_days(40))
        all_agree(coordinator, drafted)
        actions.make_final(by=coordinator, agreement=OutcomeAgreement.objects.select_related("case").get())
    with acting_as(second_facilitator):
        by, point = second_facilitator, the_point()
        actions.plan_payments(by=by, point=point, count=4, first=in_days(7), every="week")
        actions.refer_on(
            by=by, point=point, body="Debt advice", activity="A plan", agreed_on=today(), sent_on=today()
        )
        assert Clock.objects.get(name=kind).owner is None
    with acting_as(facilitator):
        assert not Clock.objects.filter(name=kind).exists()


def test_part_that_is_no_longer_in_the_plan_is_refused_in_words(owed, coordinator):
    actions.plan_payments(by=coordinator, point=the_point(), count=2, first=in_days(7), every="week")
    gone = Payment.objects.order_by("due")[0]
    actions.plan_payments(by=coordinator, point=the_point(), count=3, first=in_days(7), every="week")
    with pytest.raises(Refused, match="no longer in the plan"):
        paid(coordinator, gone)


def test_payments_on_the_pages(client, sign_in, owed, coordinator):
    sign_in(client, coordinator)
    number, point = owed.case.number, the_point()
    more = reverse("agreement:more", args=[number, point.pk])
    assert "in one sum" in client.get(more).content.decode()
    first = in_days(7)
    typed = {"count": "4", "every": "week", "first_day": first.day, "first_month": first.month}
    page = client.post(reverse("agreement:plan_payments", args=[number, point.pk]), typed)
    assert page.status_code == 200
    assert 'value="4"' in page.content.decode()
    typed["first_year"] = first.year
    assert client.post(reverse("agreement:plan_payments", args=[number, point.pk]), typed).url == more
    payment = Payment.objects.order_by("due")[0]
    day = {"on_day": today().day, "on_month": today().month, "on_year": today().year}
    note = {"amount": "25", "seen_by": "Receipt of the shop", **day}
    assert client.post(reverse("agreement:payment", args=[number, point.pk, payment.pk]), note).url == more
    shown = client.get(more).content.decode()
    assert "Receipt of the shop" in shown
    assert "Pounds paid: 25.00 of 100.00" in shown
    assert cost(client, more) <= MOST_QUERIES
