"""A promise about money: in which parts it is paid, and what has come."""

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone

from amends.foundation.access.requests import StaffRequest, staff_view
from amends.journey.agreement import actions, forms
from amends.journey.agreement.models import Payment
from amends.journey.agreement.outside_views import of_a_promise, own_point
from amends.journey.agreement.views import WRITE


@staff_view(WRITE)
def plan_payments(request: StaffRequest, number: str, key: int) -> HttpResponseBase:
    """In how many parts, from when, how often."""
    point = own_point(request, number, key)
    if point.amount is None:
        raise Http404
    form = forms.PlanPaymentsForm(request.POST or None)
    return of_a_promise(
        request,
        point,
        form,
        lambda: actions.plan_payments(by=request.user, point=point, **form.cleaned_data),
        f"How £{point.amount:,.2f} is paid",
    )


@staff_view(WRITE)
def payment(request: StaffRequest, number: str, key: int, payment_id: int) -> HttpResponseBase:
    """Money has come."""
    point = own_point(request, number, key)
    found = get_object_or_404(Payment, point=point, pk=payment_id, paid_on__isnull=True)
    found.point = point
    before = {"amount": found.amount, "on": timezone.localdate()}
    form = forms.PaymentForm(request.POST or None, initial=before)
    return of_a_promise(
        request,
        point,
        form,
        lambda: actions.note_payment(by=request.user, payment=found, **form.cleaned_data),
        f"£{found.amount:,.2f} was due",
    )
