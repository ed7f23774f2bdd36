"""People and roles: who may sign in to this service, and as what."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from amends.foundation.access.account_actions import (
    invite,
    remove_second_factor,
    send_invitation,
    set_account_open,
)
from amends.foundation.access.actions import end_role, give_role
from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.access.rules import may
from amends.foundation.clock.actions import give_back
from amends.foundation.lib.keys import read_key
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.parts import Cell, Column, Pages, Table, Tag
from amends.service.setup.people_forms import InviteForm, RoleForm
from amends.service.setup.queries import (
    Colleague,
    colleague_or_404,
    colleagues,
    has_another_role,
    is_current,
    role_or_404,
)

manages_people = staff_view(Permission.USERS_MANAGE)


@manages_people
def people(request: StaffRequest) -> HttpResponse:
    """Everybody with an account here."""
    found, further = colleagues(request.service, after=read_key(request.GET.get("after")))
    rows = [_line(colleague) for colleague in found]
    columns = [Column("Name"), Column("Email address"), Column("Roles"), Column("Account")]
    table = Table("People of this service", columns, rows, empty="Nobody yet.", caption_hidden=True)
    hands_out_keys = may(request.user, Permission.PARTNERS_MANAGE, request.service)
    context = {"table": table, "title": "People and roles", "hands_out_keys": hands_out_keys}
    context["pages"] = Pages(next_url=f"?after={further}" if further else "")
    return render(request, "setup/people.html", context)


@manages_people
def add_person(request: StaffRequest) -> HttpResponse:
    """Let somebody in with their first role; they get an e-mail with a link."""
    form = InviteForm(request.POST or None, service=request.service)
    if form.is_valid():
        try:
            invite(by=request.user, service=request.service, **form.cleaned_data)
        except (Refused, ValidationError) as refused:
            _say_no(form, refused)
        else:
            messages.success(
                request, "They have an account. If it is a new one, an invitation is on its way."
            )
            return redirect("setup:people")
    lead = "They choose their own password with a link that we send them."
    context = {"form": form, "title": "Add a person", "lead": lead, "button": "Add and invite"}
    return render(request, "pages/form.html", {**context, "cancel_url": reverse("setup:people")})


@manages_people
def person(request: StaffRequest, user_id: int) -> HttpResponse:
    """One person: roles now and before, and what can be done about the account."""
    user = colleague_or_404(request.service, user_id)
    roles = list(user.memberships.filter(service=request.service).select_related("agency").order_by("-pk"))
    today = timezone.localdate()
    context = {
        "title": user.name,
        "person": user,
        "is_self": user == request.user,
        "current": [role for role in roles if is_current(role, today)],
        "ended": [role for role in roles if not is_current(role, today)],
        "back_url": reverse("setup:people"),
        "back_text": "People and roles",
    }
    return render(request, "setup/person.html", context)


@manages_people
def add_role(request: StaffRequest, user_id: int) -> HttpResponse:
    """Give somebody one more role."""
    user = colleague_or_404(request.service, user_id)
    form = RoleForm(request.POST or None, service=request.service)
    if form.is_valid():
        try:
            give_role(by=request.user, user=user, service=request.service, **form.cleaned_data)
        except (Refused, ValidationError) as refused:
            _say_no(form, refused)
        else:
            messages.success(request, "The role is given.")
            return redirect("setup:person", user_id)
    context = {"form": form, "title": "Give a role", "caption": user.name, "button": "Give this role"}
    return render(
        request, "pages/form.html", {**context, "cancel_url": reverse("setup:person", args=[user_id])}
    )


@require_POST
@manages_people
def stop_role(request: StaffRequest, membership_id: int) -> HttpResponse:
    """End a role with today; closing the account is what shuts somebody out at once."""
    membership = role_or_404(request.service, membership_id)
    try:
        end_role(by=request.user, membership=membership, on=timezone.localdate())
        if not has_another_role(membership):
            give_back(by=request.user, user=membership.user, service=request.service)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "The role ends today. To shut somebody out at once, close their account.")
    return redirect("setup:person", membership.user_id)


@require_POST
@manages_people
def account(request: StaffRequest, user_id: int, what: str) -> HttpResponse:
    """Invite again, close, open, or take away a lost second factor."""
    user, by, service = colleague_or_404(request.service, user_id), request.user, request.service
    try:
        if what == "invite":
            send_invitation(by=by, user=user, service=service)
        elif what == "lost-factor":
            remove_second_factor(by=by, user=user, service=service)
        else:
            set_account_open(by=by, user=user, service=service, is_open=what == "open")
            if what == "close":
                give_back(by=by, user=user, service=service)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, DONE[what])
    return redirect("setup:person", user_id)


DONE = {
    "invite": "The invitation is sent again.",
    "lost-factor": "The second factor is gone. They set up a new one when they next sign in.",
    "open": "The account is open again.",
    "close": "The account is closed.",
}


def _say_no(form: RoleForm, refused: Refused | ValidationError) -> None:
    if isinstance(refused, Refused):
        form.add_error(refused.field or None, str(refused))
    else:
        form.add_error(None, refused.messages)


def _line(colleague: Colleague) -> list[object]:
    user, names = colleague.user, [role.definition.name for role in colleague.roles]
    state = Tag("Closed") if not user.is_active else None
    if user.is_active and not user.has_usable_password():
        state = Tag("Invited", "waiting")
    link = Cell(user.name, url=reverse("setup:person", args=[user.pk]))
    return [link, user.email, ", ".join(names) or "No role now", Cell(tag=state) if state else "Open"]
