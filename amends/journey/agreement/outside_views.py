"""One promise with what is private to whoever made it: another body, the sentence plan, the host's running record."""

from collections.abc import Callable
from decimal import Decimal

from django import forms as django_forms
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.models import Participant
from amends.journey.agreement import actions, forms
from amends.journey.agreement.models import Onward, Payment, PlanEntry, Point, RunningEntry
from amends.journey.agreement.rules import RESPONSIBLE
from amends.journey.agreement.views import COPY, WRITE, current, one_form, point_of


def own_point(request: StaffRequest, number: str, key: int) -> Point:
    """A promise, for those who may open the file of whoever made it. Raises Http404 for anybody else."""
    point = point_of(current(request, number), key)
    if point.who is None or not Participant.objects.filter(pk=point.who.participant_id).exists():
        raise Http404
    return point


def of_a_promise(
    request: StaffRequest, point: Point, form: django_forms.Form, act: Callable[[], object], title: str
) -> HttpResponseBase:
    """One form about a promise, and back to its page."""
    case = point.agreement.case
    back = reverse("agreement:more", args=[case.number, point.pk])
    return one_form(request, case, form, act, title=title, lead=point.what, back=back)


@staff_view(COPY)
def more(request: StaffRequest, number: str, key: int) -> HttpResponseBase:
    """Who runs it, where it stands in the plan, the lines for the record, and who asked about it."""
    point = own_point(request, number, key)
    context = {
        "case": point.agreement.case,
        "agreement": point.agreement,
        "point": point,
        "onward": Onward.objects.filter(point=point).order_by("-pk"),
        "entry": getattr(point, "plan_entry", None),
        "entries": RunningEntry.objects.filter(point=point).select_related("posted_by").order_by("on"),
        "payments": (payments := list(Payment.objects.filter(point=point).order_by("due", "pk"))),
        "paid": (paid := sum((row.amount for row in payments if row.is_paid), Decimal(0))),
        "left": point.amount - paid if point.amount else None,
        "today": timezone.localdate(),
        "in_plan": point.who is not None and point.who.side in RESPONSIBLE,
        "goes_on": point.status in Point.GOES_ON,
    }
    return render(request, "agreement/more.html", context)


@staff_view(WRITE)
def refer_on(request: StaffRequest, number: str, key: int) -> HttpResponseBase:
    """Hand it to the body that runs it."""
    point = own_point(request, number, key)
    form = forms.OnwardForm(request.POST or None)
    return of_a_promise(
        request,
        point,
        form,
        lambda: actions.refer_on(by=request.user, point=point, **form.cleaned_data),
        "Another body runs it",
    )


def _onward(point: Point, key: int) -> Onward:
    found = get_object_or_404(Onward, point=point, pk=key, result="")
    found.point = point
    return found


@staff_view(WRITE)
def answered(request: StaffRequest, number: str, key: int, onward_id: int) -> HttpResponseBase:
    """Whether it takes them."""
    point = own_point(request, number, key)
    row, form = _onward(point, onward_id), forms.OnwardAnswerForm(request.POST or None)
    return of_a_promise(
        request,
        point,
        form,
        lambda: actions.note_answer(by=request.user, onward=row, **form.cleaned_data),
        f"{row.body} answers",
    )


@staff_view(WRITE)
def ended(request: StaffRequest, number: str, key: int, onward_id: int) -> HttpResponseBase:
    """What came of it there."""
    point = own_point(request, number, key)
    row, form = _onward(point, onward_id), forms.OnwardResultForm(request.POST or None)
    return of_a_promise(
        request,
        point,
        form,
        lambda: actions.note_result(by=request.user, onward=row, **form.cleaned_data),
        f"What came of it at {row.body}",
    )


@staff_view(COPY)
def plan(request: StaffRequest, number: str, key: int) -> HttpResponseBase:
    """Where it stands in the sentence or supervision plan."""
    point = own_point(request, number, key)
    linked = PlanEntry.objects.filter(point=point).first()
    before = {"objective": linked.objective, "sections": linked.sections} if linked else None
    form = forms.PlanForm(request.POST or None, initial=before)
    return of_a_promise(
        request,
        point,
        form,
        lambda: actions.link_to_plan(by=request.user, point=point, **form.cleaned_data),
        "In the sentence plan",
    )


@staff_view(COPY)
def plan_reviewed(request: StaffRequest, number: str, key: int) -> HttpResponseBase:
    """The plan was looked at together with it."""
    point = own_point(request, number, key)
    linked = get_object_or_404(PlanEntry, point=point)
    linked.point = point
    form = forms.DayForm(request.POST or None)
    return of_a_promise(
        request,
        point,
        form,
        lambda: actions.review_in_plan(by=request.user, entry=linked, **form.cleaned_data),
        "The plan was reviewed with it",
    )


@staff_view(COPY)
def post(request: StaffRequest, number: str, key: int, entry_id: int) -> HttpResponseBase:
    """A line goes into the host's running record."""
    point = own_point(request, number, key)
    entry = get_object_or_404(RunningEntry.objects.select_related("file"), point=point, pk=entry_id)
    entry.point = point
    form = forms.EntryForm(request.POST or None, initial={"words": entry.words})
    return of_a_promise(
        request,
        point,
        form,
        lambda: actions.post_entry(by=request.user, entry=entry, **form.cleaned_data),
        "For the running record",
    )


@staff_view(COPY)
def asked(request: StaffRequest, number: str, key: int) -> HttpResponseBase:
    """The office has asked the facilitator."""
    agreement = current(request, number)
    point = point_of(agreement, key)
    form = forms.DayForm(request.POST or None)
    return one_form(
        request,
        agreement.case,
        form,
        lambda: actions.note_asked(by=request.user, point=point, **form.cleaned_data),
        title="The facilitator was asked about it",
        lead=point.what,
    )


@staff_view(WRITE)
def followed_up(request: StaffRequest, number: str, key: int) -> HttpResponseBase:
    """The facilitator has asked whoever promised it."""
    agreement = current(request, number)
    point = point_of(agreement, key)
    form = forms.DayForm(request.POST or None)
    return one_form(
        request,
        agreement.case,
        form,
        lambda: actions.note_followed_up(by=request.user, point=point, **form.cleaned_data),
        title="Whoever promised it was asked",
        lead=point.what,
    )
