"""Reports to court: the list, one report with its parts, and what came of the hearing."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.access.rules import may
from amends.foundation.documents.models import Document
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.attempt import attempt
from amends.foundation.pages.submitting import submit
from amends.foundation.policy.questionnaires import load_questionnaire
from amends.foundation.questionnaire.asking import form_for
from amends.journey.court import lists
from amends.journey.court.actions import enquiring, printing, reporting, wording
from amends.journey.court.forms import report as forms
from amends.journey.court.forms.facts import FactsForm
from amends.journey.court.law import advice, basis_on
from amends.journey.court.models import ORDERS, CourtReport, Proposal
from amends.journey.court.rules import advising, shares
from amends.journey.court.rules.before_sentence import court_base, works_before_sentence
from amends.journey.court.rules.wording import QUESTIONS, missing_from_text

SHOWN = 100


@staff_view(Permission.REFERRAL_MAKE)
def reports(request: StaffRequest) -> HttpResponse:
    """Reports that this person writes or whose service they see, what is unconfirmed, and the month's shares."""
    mine = CourtReport.objects.visible_to(request.user).filter(service=request.service)
    rows = mine.select_related("court", "author").order_by("-hearing_on", "-pk")[:SHOWN]
    first = _month(request.GET.get("month", ""))
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    sees_all = may(request.user, Permission.CASE_OPEN, request.service)
    waiting = shares.unconfirmed(request.service, timezone.localdate()) if sees_all else []
    context = {
        "title": "Reports to court",
        "open_for_work": _advises(request),
        "table": lists.reports_table(rows, "Reports", "No report has been begun yet."),
        "unconfirmed": lists.reports_table(waiting, "Nobody has said that we can deliver", ""),
        "sees_all": sees_all,
        "officer": not sees_all,
        "manages_courts": may(request.user, Permission.PARTNERS_MANAGE, request.service),
        "month": first,
        "before": (first - timedelta(days=1)).strftime("%Y-%m"),
        "after": (last + timedelta(days=1)).strftime("%Y-%m"),
        "shares": shares.shares(request.service, first, last) if sees_all else None,
    }
    return render(request, "court/reports.html", context)


def _advises(request: StaffRequest) -> bool:
    return works_before_sentence(request.service.pk, court_base(request.service))


def _month(text: str) -> date:
    return parse_date(f"{text}-01") or timezone.localdate().replace(day=1)


@staff_view(Permission.REFERRAL_MAKE)
def begin(request: StaffRequest) -> HttpResponse:
    """Begin a report for one hearing."""
    if not _advises(request):
        raise Http404
    form = forms.BeginForm(request.POST or None, service=request.service, initial={"kind": "full"})
    begun = None
    if form.is_valid():
        begun = attempt(
            form,
            lambda: reporting.begin_report(by=request.user, service=request.service, **form.cleaned_data),
        )
    if begun:
        return redirect("court:report", begun.pk)
    return _form(request, form, "Begin a report", reverse("court:reports"))


@staff_view(Permission.REFERRAL_MAKE)
def report(request: StaffRequest, report_id: int) -> HttpResponse:
    """One report: the check, its parts, the words for the court, and the result of the hearing."""
    found = advising.open_report(request.user, report_id)
    proposal = getattr(found, "proposal", None)
    basis = basis_on(proposal.vehicle, proposal.proposed_on) if proposal else None
    context = {
        "title": f"Report for {found.court.name}",
        "report": found,
        "check": lists.check_tag(found),
        "tasks": lists.parts_of(found, proposal),
        "proposal": proposal,
        "proposal_rows": lists.proposal_rows(proposal, basis.basis if basis else "–") if proposal else [],
        "promised": advice().promised(found.advice.replace(advice().caution, "")),
        **_wording(found, proposal),
        "must_consider": advising.must_consider(found),
        "result": getattr(found, "result", None),
        "hearing_is_over": found.hearing_on <= timezone.localdate(),
        "answers_enquiries": may(request.user, Permission.CASE_OPEN, found.service_id),
        "documents": Document.objects.filter(subject=f"courtreport:{found.pk}").order_by("-made_at")[:10],
    }
    return render(request, "court/report.html", context)


def _wording(found: CourtReport, proposal: Proposal | None) -> dict[str, object]:
    """What the proposal text still lacks, where a requirement of an order is proposed."""
    ordered = proposal is not None and proposal.vehicle in ORDERS
    lacking = list(missing_from_text(found).values()) if ordered else []
    return {"wants_wording": ordered, "not_worded": lacking}


@staff_view(Permission.REFERRAL_MAKE)
def part(request: StaffRequest, report_id: int, key: str) -> HttpResponse:
    """One part of a report."""
    found = advising.open_report(request.user, report_id)
    if key not in PARTS or not found.is_open:
        raise Http404
    title, make, act = PARTS[key]
    form = make(request.POST or None, found)
    if submit(form, lambda: act(request, found, form)):
        return redirect("court:report", found.pk)
    return _form(request, form, title, reverse("court:report", args=[found.pk]))


def _questions(key: str, field: str) -> Callable[[Any, CourtReport], Any]:
    return lambda data, found: form_for(load_questionnaire(key))(data, earlier=getattr(found, field))


def _from(form_class: Any, *names: str) -> Callable[[Any, CourtReport], Any]:
    def make(data: Any, found: CourtReport) -> Any:
        return form_class(data, initial={name: getattr(found, name) for name in names})

    return make


def _save_advice(request: StaffRequest, found: CourtReport, form: Any) -> None:
    promised = reporting.advise(by=request.user, report=found, **form.cleaned_data)
    if promised:
        words = ", ".join(f"“{each}”" for each in promised)
        messages.warning(
            request, f"This sounds like a promise: {words}. Nobody can promise that it will happen."
        )


def _advice_form(data: Any, found: CourtReport) -> forms.AdviceForm:
    own = found.advice.replace(advice().caution, "").strip()
    return forms.AdviceForm(data, initial={"text": own, "why_no_advice": found.why_no_advice})


def _proposal_form(data: Any, found: CourtReport) -> forms.ProposalForm:
    known = getattr(found, "proposal", None)
    initial = {n: getattr(known, n) for n in forms.ProposalForm.base_fields} if known else {}
    return forms.ProposalForm(data, initial=initial)


def _effective_form(data: Any, found: CourtReport) -> forms.EffectiveForm:
    initial = {
        "effective_proposal": found.effective_proposal,
        "identified": found.identified,
        "indicated": True if found.indication_on else None,
    }
    return forms.EffectiveForm(data, initial=initial)


def _fill_in(request: StaffRequest, found: CourtReport, details: dict[str, Any]) -> None:
    reporting.fill_in(by=request.user, report=found, **details)


def _add_answers(request: StaffRequest, found: CourtReport, form: Any) -> None:
    """Two questionnaires share one place; each leaves the answers of the other alone."""
    _fill_in(request, found, {"prompts": {**found.prompts, **form.answers}})


Part = tuple[str, Callable[[Any, CourtReport], Any], Callable[[StaffRequest, CourtReport, Any], object]]
PARTS: dict[str, Part] = {
    "facts": (
        "What is known of the defendant",
        lambda data, found: FactsForm(data, report=found),
        lambda request, found, form: reporting.note_facts(by=request.user, report=found, facts=form.facts()),
    ),
    "court-said": (
        "What the court said",
        _from(forms.CourtSaidForm, *forms.CourtSaidForm.base_fields),
        lambda request, found, form: _fill_in(request, found, form.cleaned_data),
    ),
    "prompts": (
        "Restorative prompts",
        _questions(printing.PROMPTS, "prompts"),
        _add_answers,
    ),
    "explained": (
        "What was explained to the defendant",
        _questions(printing.EXPLAINED, "prompts"),
        _add_answers,
    ),
    "effective": (
        "Effective proposal information",
        _effective_form,
        lambda request, found, form: _fill_in(request, found, form.details()),
    ),
    "advice": ("Advice to the court", _advice_form, _save_advice),
    "wording": (
        "What the proposal text rests on",
        _questions(QUESTIONS, "prompts"),
        _add_answers,
    ),
    "child": (
        "A child was harmed: talk with the scheme",
        lambda data, found: forms.DiscussionForm(data),
        lambda request, found, form: reporting.discuss_child(
            by=request.user, report=found, details=form.cleaned_data
        ),
    ),
    "proposal": (
        "What is proposed",
        _proposal_form,
        lambda request, found, form: enquiring.propose(
            by=request.user, report=found, details=form.cleaned_data
        ),
    ),
    "short": (
        "Short assessment of the day",
        _questions(printing.SHORT, "short_answers"),
        lambda request, found, form: printing.assess_shortly(
            by=request.user, report=found, answers=form.answers
        ),
    ),
}


TEXTS: dict[str, Callable[..., Document]] = {
    "print": printing.court_text,
    "word": wording.proposal_text,
}


@require_POST
@staff_view(Permission.REFERRAL_MAKE)
def do(request: StaffRequest, report_id: int, verb: str) -> HttpResponse:
    """What needs only a button: finish, print the words, ask the service."""
    found = advising.open_report(request.user, report_id)
    proposal = getattr(found, "proposal", None)
    try:
        if verb == "finish":
            reporting.finish_report(by=request.user, report=found)
        elif verb in TEXTS:
            made = TEXTS[verb](by=request.user, report=found)
            return redirect("documents:show", made.pk)
        elif verb == "ask" and proposal:
            enquiring.ask_service(by=request.user, proposal=proposal)
        else:
            raise Http404
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("court:report", found.pk)


@staff_view(Permission.CASE_OPEN)
def reply(request: StaffRequest, report_id: int) -> HttpResponse:
    """The service says whether it can deliver."""
    found = advising.open_report(request.user, report_id)
    proposal = Proposal.objects.filter(report=found).first()
    if proposal is None:
        raise Http404
    form = forms.ReplyForm(request.POST or None)
    if submit(
        form, lambda: enquiring.answer_enquiry(by=request.user, proposal=proposal, **form.cleaned_data)
    ):
        messages.success(request, "The writer of the report has been told.")
        return redirect("court:report", found.pk)
    return _form(request, form, "Can we deliver this?", reverse("court:report", args=[found.pk]))


@staff_view(Permission.REFERRAL_MAKE)
def result(request: StaffRequest, report_id: int) -> HttpResponse:
    """What the court decided."""
    found = advising.open_report(request.user, report_id)
    form = forms.ResultForm(request.POST or None)
    if submit(form, lambda: reporting.tell_result(by=request.user, report=found, **form.cleaned_data)):
        messages.success(request, "Thank you. The service knows what the court decided.")
        return redirect("court:report", found.pk)
    return _form(request, form, "What did the court decide?", reverse("court:report", args=[found.pk]))


def _form(request: StaffRequest, form: Any, title: str, back: str) -> HttpResponse:
    context = {"title": title, "form": form, "button": "Save", "back_url": back, "cancel_url": back}
    return render(request, "pages/form.html", {**context, "keep": True})
