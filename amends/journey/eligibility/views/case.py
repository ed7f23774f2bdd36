"""A case between its opening and its acceptance: enquiries, the second assessment, and the members of a group."""

from datetime import datetime, time
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.doors import files_of, open_case, open_participant
from amends.foundation.case.models import Case, Participant
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.submitting import submit
from amends.journey.eligibility import actions
from amends.journey.eligibility.case_forms import (
    AssessmentForm,
    ChaseForm,
    EnquiryForm,
    GiveUpForm,
    MemberForm,
    ReplyForm,
)
from amends.journey.eligibility.case_lists import enquiries_table, members_table, screenings_of
from amends.journey.eligibility.enquiry_rules import progress_of, referral_of
from amends.journey.eligibility.models import CarriedOver, Enquiry, SecondAssessment
from amends.service.sharing.rules import without_agreement

ASK = Permission.ENQUIRY_SEND


def _enquiries(request: StaffRequest, case: Case) -> "QuerySet[Enquiry]":
    """Those of the files that this user may open."""
    rows = Enquiry.objects.filter(
        case=case, file__in=[file.pk for file in files_of(request.user, case).values()]
    )
    return (
        rows.select_related("agency", "participant", "file", "sent_by")
        .prefetch_related("chases")
        .order_by("sent_at")
    )


@staff_view(ASK)
def enquiries(request: StaffRequest, number: str) -> HttpResponse:
    """What was asked of whom, what was answered and what is still waited for."""
    case = open_case(request.user, number)
    rows = list(_enquiries(request, case))
    clocks = Clock.objects.filter(case=case, subject__startswith="enquiry:")
    context = {
        "title": "Requests for information",
        "case": case,
        "progress": progress_of(rows),
        "table": enquiries_table(number, rows, {clock.subject: clock for clock in clocks}),
        "referral": referral_of(case),
    }
    return render(request, "eligibility/enquiries.html", context)


@staff_view(ASK)
def ask_agency(request: StaffRequest, number: str) -> HttpResponse:
    """Ask a body about somebody in the case."""
    case = open_case(request.user, number)
    files = files_of(request.user, case).values()
    people = Participant.objects.filter(file__in=[file.pk for file in files]).select_related(
        "file", "case__service"
    )
    form = EnquiryForm(request.POST or None, case=case, participants=people.order_by("pk"))
    if submit(form, lambda: actions.ask_agency(by=request.user, **form.cleaned_data)):
        messages.success(request, "Recorded as sent. The time for the reply is running.")
        return redirect("eligibility:enquiries", number)
    nobody = ", ".join(agency.name for agency in without_agreement(case.service))
    lead = (
        f"These cannot be asked yet, because no agreement is in force with them: {nobody}. "
        "Have it signed first: Partners, Agreements."
        if nobody
        else ""
    )
    return _form(request, form, "Ask a body for information", "Record it as sent", number, lead=lead)


@staff_view(ASK)
def enquiry(request: StaffRequest, number: str, enquiry_id: int) -> HttpResponse:
    """One enquiry: what was asked, chasing it, and its reply."""
    case = open_case(request.user, number)
    row = get_object_or_404(_enquiries(request, case), pk=enquiry_id)
    data = {request.POST.get("step", ""): request.POST}
    reply = ReplyForm(data.get("reply"), initial={"received_on": timezone.localdate()})
    chase, stop = ChaseForm(data.get("chase")), GiveUpForm(data.get("stop"))
    done = (
        submit(reply, lambda: _record_reply(request, row, reply))
        or submit(chase, lambda: actions.chase_agency(by=request.user, enquiry=row, **chase.cleaned_data))
        or submit(stop, lambda: actions.give_up_waiting(by=request.user, enquiry=row, **stop.cleaned_data))
        or ("instead" in data and actions.fallback_done(by=request.user, enquiry=row))
    )
    if done:
        messages.success(request, "Saved.")
        return redirect("eligibility:enquiries", number)
    running = Clock.objects.filter(subject=row.subject, stopped_at__isnull=True)
    instead = running.filter(name=actions.FALLBACK_CLOCK).first()
    context = {"title": row.agency.name, "case": case, "row": row, "instead": instead}
    context |= {"reply": reply, "chase": chase, "stop": stop}
    return render(request, "eligibility/enquiry.html", context)


def _record_reply(request: StaffRequest, row: Enquiry, form: ReplyForm) -> None:
    data = form.cleaned_data
    today = data["received_on"] == timezone.localdate()
    at = timezone.now() if today else timezone.make_aware(datetime.combine(data["received_on"], time(12)))
    actions.record_reply(
        by=request.user,
        enquiry=row,
        reply=data["reply"],
        source=data["source"],
        nothing_known=data["nothing_known"],
        facts=form.facts(),
        received_at=max(at, row.sent_at)
        if data["received_on"] >= timezone.localtime(row.sent_at).date()
        else at,
    )


@staff_view(Permission.CASE_OPEN)
def assessment(request: StaffRequest, number: str) -> HttpResponse:
    """The second assessment: what is known by now, and the decision."""
    case = open_case(request.user, number)
    rows = list(_enquiries(request, case))
    form = AssessmentForm(request.POST or None, enquiries=rows)
    if submit(form, lambda: actions.assess_again(by=request.user, case=case, **_assessed(form.cleaned_data))):
        messages.success(request, "The second assessment is recorded.")
        return redirect("eligibility:assessment", number)
    past = SecondAssessment.objects.filter(case=case).select_related("assessed_by").order_by("-pk")
    context = {
        "title": "Second assessment",
        "case": case,
        "form": form,
        "past": past,
        "progress": progress_of(rows),
        "screenings": screenings_of(case),
        "accepted": past[0].decision == SecondAssessment.Decision.ACCEPT if past else False,
    }
    return render(request, "eligibility/assessment.html", context)


def _assessed(data: dict[str, Any]) -> dict[str, Any]:
    return {**data, "relied_on": [int(key) for key in data.get("relied_on", [])]}


@require_POST
@staff_view(Permission.CASE_OPEN)
def accept(request: StaffRequest, number: str) -> HttpResponse:
    """Accept the case for facilitation."""
    case = open_case(request.user, number)
    try:
        actions.accept_case(by=request.user, case=case)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("eligibility:assessment", number)
    messages.success(request, f"{number} is accepted. Now find facilitators.")
    return redirect("allocation:case", number)


@staff_view(Permission.PARTICIPANT_EDIT)
def members(request: StaffRequest, participant_id: int) -> HttpResponse:
    """The members of a harmed group: who speaks for it, and who has agreed to be contacted."""
    group = open_participant(request.user, participant_id)
    form = MemberForm(request.POST or None)
    if submit(form, lambda: actions.add_member(by=request.user, group=group, **form.cleaned_data)):
        messages.success(request, "The member is noted.")
        return redirect("eligibility:members", participant_id)
    company = Participant.objects.filter(of=group).select_related("person").order_by("pk")
    carried = {row.participant_id: row for row in CarriedOver.objects.filter(participant__of=group)}
    context = {
        "title": f"Members of {group.person.full_name}",
        "form": form,
        "button": "Add the member",
        "table": members_table(company, carried),
        "agreed": sum(member.takes_part for member in company),
        "count": len(company),
    }
    return render(request, "eligibility/members.html", context)


def _form(
    request: StaffRequest, form: object, title: str, button: str, number: str, *, lead: str = ""
) -> HttpResponse:
    back = reverse("eligibility:enquiries", args=[number])
    context = {"title": title, "caption": number, "form": form, "button": button, "cancel_url": back}
    return render(request, "pages/form.html", context | {"back_url": back, "lead": lead})
