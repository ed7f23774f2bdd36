"""What is known of somebody and what has changed: orders, answers, worries, threats, and what visitors must know."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.access.rules import may
from amends.foundation.case.doors import open_case, open_participant
from amends.foundation.case.models import Participant
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.submitting import submit
from amends.journey.risk.actions import knowing, pausing
from amends.journey.risk.forms import pausing as asked
from amends.journey.risk.models import ContactBar, Escalation, Hold, RiskEnquiry, Worry
from amends.journey.risk.rules.pausing import holds_of, is_in_custody
from amends.journey.risk.rules.visits import summary_of, wants_summary

SEEN, RECORD = "risk.looked_at", Permission.RISK_RECORD


def _page(
    request: StaffRequest,
    participant: Participant,
    form: forms.Form,
    title: str,
    act: Callable[[], object],
    *,
    lead: str = "",
) -> HttpResponseBase:
    """One form on a page that leads back to what is known."""
    back = reverse("risk:known", args=[participant.pk])
    if submit(form, act):
        return redirect(back)
    caption = f"{participant.case.number} · {participant.initials}"
    context = {
        "title": title,
        "form": form,
        "button": "Save",
        "caption": caption,
        "back_url": back,
        "lead": lead,
    }
    return render(request, "pages/form.html", context)


@staff_view(RECORD)
def known(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """Everything of one person beside the assessments. Only for those who assess risk (W8-212)."""
    person = open_participant(request.user, participant_id, why=SEEN)
    context = {
        "title": "What is known, and what has changed",
        "participant": person,
        "case": person.case,
        "holds": holds_of(person.case),
        "manages": may(request.user, Permission.APPROVAL_DECIDE, person.service_id),
        "changes": person.risk_changes.select_related("logged_by").order_by("-pk"),
        "escalations": person.risk_escalations.select_related("sent_by").order_by("-pk"),
        "worries": person.worries.select_related("raised_by", "decided_by").order_by("-pk"),
        "bars": person.contact_bars.order_by("-pk"),
        "enquiries": person.risk_enquiries.select_related("asked_by").order_by("-pk"),
        "in_custody": is_in_custody(person),
    }
    return render(request, "risk/known.html", context)


@staff_view(RECORD)
def change(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """A risk factor has gone up or down."""
    person = open_participant(request.user, participant_id, why=SEEN)
    form = asked.ChangeForm(request.POST or None)

    def act() -> object:
        return pausing.log_change(by=request.user, participant=person, changed=form.changed())

    return _page(request, person, form, "Something has changed", act)


@staff_view(RECORD)
def rise(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """Pass on what may point to a high risk."""
    person = open_participant(request.user, participant_id, why=SEEN)
    form = asked.RiseForm(request.POST or None)

    def act() -> object:
        return pausing.pass_on_rise(by=request.user, participant=person, **form.cleaned_data)

    lead = "It goes to probation at once, and our work pauses until they have assessed it anew."
    return _page(request, person, form, "The risk may be high now", act, lead=lead)


@staff_view(RECORD)
def renewed(request: StaffRequest, participant_id: int, escalation_id: int) -> HttpResponseBase:
    """Enter what came back."""
    person = open_participant(request.user, participant_id, why=SEEN)
    row = get_object_or_404(Escalation, participant=person, pk=escalation_id, renewed_on=None)
    form = asked.RenewedForm(request.POST or None)

    def act() -> object:
        return pausing.enter_renewed(by=request.user, row=row, details=form.cleaned_data)

    return _page(request, person, form, "The renewed assessment", act)


@staff_view(RECORD)
def worry(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """Say what worries you."""
    person = open_participant(request.user, participant_id, why=SEEN)
    form = asked.WorryForm(request.POST or None)

    def act() -> object:
        return pausing.raise_worry(by=request.user, participant=person, **form.cleaned_data)

    lead = "No meeting is booked or confirmed until it is decided."
    return _page(request, person, form, "I am worried that harm could come of it", act, lead=lead)


@staff_view(RECORD)
def decide_worry(request: StaffRequest, participant_id: int, worry_id: int) -> HttpResponseBase:
    """Enter what was advised and decided."""
    person = open_participant(request.user, participant_id, why=SEEN)
    row = get_object_or_404(Worry, participant=person, pk=worry_id, decided_on=None)
    form = asked.DecideWorryForm(request.POST or None)

    def act() -> object:
        return pausing.decide_worry(by=request.user, worry=row, details=form.cleaned_data)

    return _page(request, person, form, "What was advised and decided?", act, lead=row.words)


@staff_view(RECORD)
def bar(request: StaffRequest, participant_id: int, bar_id: int = 0) -> HttpResponseBase:
    """An order or condition that forbids contact, or that it was varied."""
    person = open_participant(request.user, participant_id, why=SEEN)
    if not bar_id:
        form: forms.Form = asked.BarForm(request.POST or None)
        return _page(
            request,
            person,
            form,
            "An order or condition forbids contact",
            lambda: knowing.note_bar(by=request.user, participant=person, details=form.cleaned_data),
        )
    row = get_object_or_404(ContactBar, participant=person, pk=bar_id)
    form = asked.VaryForm(request.POST or None)
    return _page(
        request,
        person,
        form,
        "It was varied in writing",
        lambda: knowing.vary_bar(by=request.user, bar=row, **form.cleaned_data),
        lead=row.words,
    )


@staff_view(RECORD)
def ask(request: StaffRequest, participant_id: int, enquiry_id: int = 0) -> HttpResponseBase:
    """Ask an officer or a prison, or file the answer."""
    person = open_participant(request.user, participant_id, why=SEEN)
    if not enquiry_id:
        form: forms.Form = asked.AskForm(request.POST or None, in_custody=is_in_custody(person))
        return _page(
            request,
            person,
            form,
            "Ask about their risk",
            lambda: knowing.ask_about(by=request.user, participant=person, **form.cleaned_data),
        )
    row = get_object_or_404(RiskEnquiry, participant=person, pk=enquiry_id, answered_on=None)
    form = asked.EnquiryAnswerForm(request.POST or None)
    return _page(
        request,
        person,
        form,
        "The answer",
        lambda: knowing.file_answer(by=request.user, row=row, details=form.cleaned_data),
        lead=row.asked_of,
    )


@staff_view(Permission.CONTACT_LOG)
def visiting(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """What those who visit must know, and who has read it."""
    person = open_participant(request.user, participant_id, why=SEEN)
    summary = summary_of(person)
    context = {
        "title": "Before anybody visits",
        "participant": person,
        "case": person.case,
        "summary": summary,
        "read": [row.user_id for row in summary.read.all()] if summary else [],
        "wanted": wants_summary(person),
        "may_write": may(request.user, RECORD, person.service_id),
    }
    return render(request, "risk/visiting.html", context)


@staff_view(RECORD)
def write_summary(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """Write it, or write it anew."""
    person = open_participant(request.user, participant_id, why=SEEN)
    last = summary_of(person)
    initial = {name: getattr(last, name) for name in asked.SummaryForm.base_fields} if last else None
    form = asked.SummaryForm(request.POST or None, initial=initial)
    if submit(
        form, lambda: knowing.write_summary(by=request.user, participant=person, details=form.cleaned_data)
    ):
        return redirect("risk:visiting", person.pk)
    context = {
        "title": "What those who visit must know",
        "form": form,
        "button": "Save",
        "caption": f"{person.case.number} · {person.initials}",
        "back_url": reverse("risk:visiting", args=[person.pk]),
    }
    return render(request, "pages/form.html", context)


@staff_view(Permission.CONTACT_LOG)
@require_POST
def read(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """Somebody says that they have read it."""
    person = open_participant(request.user, participant_id, why=SEEN)
    summary = summary_of(person)
    if summary is None:
        raise Http404
    knowing.confirm_read(by=request.user, summary=summary)
    return redirect("risk:visiting", person.pk)


@staff_view(Permission.APPROVAL_DECIDE)
@require_POST
def go_on(request: StaffRequest, number: str, kind: str) -> HttpResponseBase:
    """A manager lets a held case go on."""
    case = open_case(request.user, number, why=SEEN)
    if kind not in Hold.Kind.values:
        raise Http404
    try:
        pausing.let_go_on(by=request.user, case=case, kind=kind)
    except Refused as refusal:
        messages.error(request, refusal.in_full)
    return redirect("risk:overview", case.number)
