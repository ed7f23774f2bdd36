"""The table of roles, the keys of a case, keys to look at again, the door for emergencies, and looking as another."""

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amends.delivery.sight import rules, viewing
from amends.delivery.sight.actions import keep_to_a_few, open_in_emergency, see_as
from amends.delivery.sight.forms import EmergencyForm, LimitForm, OpenForm
from amends.delivery.sight.queries import other_matters
from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.access.roles import ROLES
from amends.foundation.access.rules import may
from amends.foundation.case.doors import open_case, open_file, open_participant
from amends.foundation.case.grant_actions import (
    close_grant,
    lift_limit,
    limit_of,
    open_file_to,
    review_grant,
)
from amends.foundation.case.models import Case, FileGrant
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.attempt import attempt
from amends.foundation.pages.submitting import submit
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act


@staff_view(Permission.USERS_MANAGE)
def roles(request: StaffRequest) -> HttpResponseBase:
    """What each role may see and do, who holds it, and which function nobody holds."""
    lines = rules.roles_of(request.service)
    context = {
        "title": "Roles, and what each may see",
        "lines": lines,
        "gaps": [line.role for line in lines if line.is_gap],
        "permissions": rules.who_may(lines),
        "back_url": reverse("setup:people"),
    }
    return render(request, "sight/roles.html", context)


@staff_view(Permission.CASE_GRANT)
def case(request: StaffRequest, number: str) -> HttpResponseBase:
    """Who may see this case: by role, by a key to a file, and whether it is kept to those named."""
    found = open_case(request.user, number, why="case.keys_looked_at")
    looks = [(key, ROLES[key].name) for key in viewing.ROLES_TO_LOOK_AS]
    context = {
        "title": f"Who may see {found.number}",
        "case": found,
        "limit": limit_of(found),
        "everybody": rules.sees_all_of(found),
        "files": rules.keys_of(found),
        "roles": rules.roles_by_user(request.service),
        "looks": looks if may(request.user, Permission.SERVICE_MANAGE, found.service_id) else [],
        "back_url": reverse("casefile:case", args=[found.number]),
    }
    return render(request, "sight/case.html", context)


@staff_view(Permission.CASE_GRANT)
def open_to(request: StaffRequest, number: str, side: str) -> HttpResponseBase:
    """Open one side's file to somebody."""
    found = open_case(request.user, number)
    file = open_file(request.user, found, side)
    form = OpenForm(request.POST or None, file=file)
    if submit(form, lambda: open_file_to(by=request.user, file=file, **form.details)):
        messages.success(request, f"{form.cleaned_data['user'].name} can open the file now.")
        return redirect("sight:case", found.number)
    title = f"Open the file of the {file.get_side_display().lower()}"
    return _form(request, form, title, found, "Open the file")


@staff_view(Permission.CASE_GRANT)
@require_POST
def decide(request: StaffRequest, grant_id: int, verb: str) -> HttpResponseBase:
    """Say that somebody still needs a file, or close it to them."""
    grant = get_object_or_404(rules.open_grants(), pk=grant_id, service=request.service)
    act = {"keep": review_grant, "close": close_grant}.get(verb)
    if act is None:
        raise Http404
    try:
        act(by=request.user, grant=grant)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        done = "still needs it" if verb == "keep" else "can no longer open it"
        messages.success(request, f"{grant.file.case.number}: {grant.user.name} {done}.")
    if request.POST.get("from") == "list":
        return redirect("sight:grants")
    return redirect("sight:case", grant.file.case.number)


@staff_view(Permission.CASE_GRANT)
def grants(request: StaffRequest) -> HttpResponseBase:
    """Keys that somebody should look at again: those taken in an emergency, and those older than three months."""
    rows: list[FileGrant] = rules.to_look_at(request.service)
    context = {
        "title": "Open files to look at again",
        "grants": rows,
        "roles": rules.roles_by_user(request.service),
        "back_url": reverse("setup:home"),
    }
    return render(request, "sight/grants.html", context)


@staff_view(Permission.CASE_GRANT)
def limit(request: StaffRequest, number: str) -> HttpResponseBase:
    """Keep a case to a few."""
    found = open_case(request.user, number)
    form = LimitForm(request.POST or None, service=found.service, by=request.user)
    if submit(form, lambda: keep_to_a_few(by=request.user, case=found, **form.cleaned_data)):
        messages.success(request, f"{found.number} now opens only to those named.")
        return redirect("sight:case", found.number)
    return _form(request, form, f"Keep {found.number} to a few", found, "Limit the case")


@staff_view(Permission.CASE_GRANT)
@require_POST
def lift(request: StaffRequest, number: str) -> HttpResponseBase:
    """Let the service see the case again."""
    found = open_case(request.user, number)
    lift_limit(by=request.user, case=found)
    messages.success(request, f"Everybody who sees all cases sees {found.number} again.")
    return redirect("sight:case", found.number)


@staff_view(Permission.CASE_GRANT)
def elsewhere(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """Other matters of the same person, on whichever side: for who may see both, and the trail says that they looked."""
    participant = open_participant(request.user, participant_id)
    found = other_matters(participant)
    for file in (participant.file, *(each.participant.file for each in found)):
        record(by=request.user, act=Act.COMBINATION, what="person.matters_compared", file=file)
    context = {"participant": participant, "found": found, "title": "Other matters of the same person"}
    return render(request, "sight/elsewhere.html", context)


@staff_view(Permission.CASE_BREAK_GLASS)
def emergency(request: StaffRequest) -> HttpResponseBase:
    """Open a case to oneself for a day because somebody needs it now."""
    form = EmergencyForm(request.POST or None)
    found = None
    if form.is_valid():
        found = attempt(form, lambda: open_in_emergency(by=request.user, **form.cleaned_data))
    if found:
        messages.success(request, f"{found.number} is open to you for 24 hours. The manager has been told.")
        return redirect("casefile:case", found.number)
    lead = "For when somebody may come to harm and nobody who has the case can be reached."
    context = {"form": form, "title": "Open a case in an emergency", "lead": lead, "warning": True}
    context |= {"button": "Open it, and tell the manager", "cancel_url": reverse("casefile:search")}
    return render(request, "pages/form.html", context)


@staff_view(Permission.SERVICE_MANAGE)
def look(request: StaffRequest, number: str, role: str) -> HttpResponseBase:
    """A page as somebody of another role would see it: nothing can be done there, and nothing is done as them."""
    found = open_case(request.user, number, why="case.looked_at")
    if role not in viewing.ROLES_TO_LOOK_AS:
        raise Http404
    address = request.GET.get("page") or viewing.first_page(found, role)
    context = {"case": found, "role": ROLES[role], "title": f"{found.number} as seen by"}
    try:
        answer = see_as(
            by=request.user, case=found, role=role, page=lambda user: viewing.show(request, address, user)
        )
    except Http404:
        context["refused"] = "Somebody of this role finds nothing here: the page says that it does not exist."
    except Refused as refusal:
        context["refused"] = str(refusal)
    else:
        context["seen"] = viewing.only_to_read(answer, reverse("sight:look", args=[found.number, role]))
    return render(request, "sight/look.html", context)


def _form(request: StaffRequest, form: object, title: str, found: Case, button: str) -> HttpResponseBase:
    cancel = reverse("sight:case", args=[found.number])
    context = {"form": form, "title": title, "button": button, "cancel_url": cancel, "caption": found.number}
    return render(request, "pages/form.html", context)
