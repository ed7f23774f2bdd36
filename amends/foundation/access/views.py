"""One's own account, the way back to a form that was kept, and what to say when a form cannot be accepted."""

import uuid

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.views.decorators.cache import never_cache

from amends.foundation.access.actions import change_own_details
from amends.foundation.access.forms import NameForm, TakeBackForm
from amends.foundation.access.handing import handed_over, take_back
from amends.foundation.access.kept_forms import (
    TOKEN_FIELD,
    Fields,
    ask_to_sign_in,
    discard,
    kept_for,
    typed_fields,
)
from amends.foundation.access.requests import StaffRequest, signed_in_view
from amends.foundation.access.rules import access_of
from amends.foundation.pages.parts import Row

# What a page sends along that nobody typed.
UNTYPED = frozenset({"version", "submission_key", "later"})


@signed_in_view
def account(request: StaffRequest) -> HttpResponse:
    """Name, password, second factor, sessions and roles of the person who is signed in."""
    user = request.user
    kinds = dict(Authenticator.Type.choices)
    factors = [str(kinds[a.type]) for a in Authenticator.objects.filter(user=user).order_by("type")]
    you = [
        Row("Name", user.name, reverse("access:change_name")),
        Row("Work telephone", user.telephone or "Not given", reverse("access:change_name")),
        Row("Email address", user.email),
    ]
    signing_in = [
        Row("Password", "Set", reverse("account_change_password")),
        Row("Second factor", factors or "None yet", reverse("mfa_index")),
        Row("Where you are signed in", "See and end sessions", reverse("usersessions_list"), action="Open"),
    ]
    roles = [
        Row(str(m.service), [m.definition.name, m.definition.words]) for m in access_of(user).memberships
    ]
    return render(request, "access/account.html", {"you": you, "signing_in": signing_in, "roles": roles})


@signed_in_view
def change_name(request: StaffRequest) -> HttpResponse:
    """Correct one's own name and telephone."""
    user = request.user
    form = NameForm(request.POST or None, initial={"name": user.name, "telephone": user.telephone})
    if form.is_valid():
        change_own_details(by=user, **form.cleaned_data)
        messages.success(request, "Your details are changed.")
        return redirect("access:account")
    context = {"form": form, "title": "Your name", "button": "Save", "cancel_url": reverse("access:account")}
    return render(request, "pages/form.html", context)


@signed_in_view
def take_device_back(request: StaffRequest) -> HttpResponse:
    """Whoever handed this device over has it again, and says so with their password; wrong ones are counted."""
    handed = handed_over(request)
    if handed is None:
        return redirect("worklist:home")
    form = TakeBackForm(request.POST or None, user=request.user)
    if form.is_valid():
        return redirect(take_back(by=request.user, request=request))
    return render(request, "access/take_back.html", {"form": form, "handed": handed})


@never_cache
@signed_in_view
def kept_form(request: StaffRequest, token: uuid.UUID) -> HttpResponse:
    """Show what was typed before the session ended, and send it to where it was going. Nobody else sees it."""
    kept = kept_for(request.user, token)
    if kept is None:
        return redirect("worklist:home")
    if request.method == "POST":
        discard(request.user, str(token))
        messages.success(request, "What you had typed is thrown away.")
        return redirect("worklist:home")
    return _carry_on(request, kept.path, kept.fields, had_files=bool(kept.files), token=str(token))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """A form from our own page that was open too long is offered again; one from elsewhere is refused."""
    if not _came_from_our_page(request) or any("password" in name.lower() for name in request.POST):
        return render(request, "403_csrf.html", status=403)
    if not request.user.is_authenticated and _is_for_staff(request.path_info):
        return ask_to_sign_in(request)
    fields = typed_fields(request.POST)
    return _carry_on(request, request.get_full_path(), fields, had_files=bool(request.FILES), status=403)


def too_many(request: HttpRequest) -> HttpResponse:
    """Asked too often, such as for a new password; says when to come back."""
    response = render(request, "429.html", status=429)
    response["Retry-After"] = "300"
    return response


def _carry_on(
    request: HttpRequest, path: str, fields: Fields, *, had_files: bool, token: str = "", status: int = 200
) -> HttpResponse:
    said = [
        Row(name.replace("_", " ").capitalize(), values)
        for name, values in fields.items()
        if any(values) and name not in UNTYPED
    ]
    context = {
        "path": path,
        "fields": fields,
        "rows": said,
        "had_files": had_files,
        "token_field": TOKEN_FIELD,
        "token": token,
    }
    return render(request, "access/carry_on.html", context, status=status)


def _came_from_our_page(request: HttpRequest) -> bool:
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def _is_for_staff(path: str) -> bool:
    try:
        return getattr(resolve(path).func, "is_for_staff", False)
    except Resolver404:
        return False
