"""The rules a service works by: which hold, how they changed, and writing the next version."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.approval.rules import latest
from amends.foundation.pages.submitting import submit
from amends.foundation.policy.deriving import Text, differences, rule_in, switch_on, text_of, unwritten
from amends.foundation.policy.facts import facts_table
from amends.foundation.policy.source import UnknownNameError
from amends.service.rulebook import actions
from amends.service.rulebook.forms import AskForm, FactChoiceForm, NewRuleForm, RuleForm, SettingsForm
from amends.service.rulebook.lists import (
    clocks_table,
    differences_table,
    rules_table,
    state_tag,
    versions_table,
)
from amends.service.rulebook.models import ProfileVersion
from amends.service.rulebook.rules import bases_of, profile_in_force

MANAGE = Permission.SERVICE_MANAGE


def _version(request: StaffRequest, version_id: int) -> ProfileVersion:
    rows = ProfileVersion.objects.select_related("service", "made_by", "decided_by")
    return get_object_or_404(rows, pk=version_id, service=request.service)


@staff_view(MANAGE)
def home(request: StaffRequest) -> HttpResponse:
    """The rules in force, and every version the service has made."""
    service = request.service
    rows = ProfileVersion.objects.filter(service=service).select_related("made_by", "decided_by")
    in_force = [(base, profile_in_force(service.pk, base)) for base in bases_of(service)]
    context = {
        "title": "Rules",
        "in_force": in_force,
        "table": versions_table(rows.order_by("base", "-version")),
        "back_url": reverse("setup:home"),
    }
    return render(request, "rulebook/home.html", context)


@staff_view(MANAGE)
def clocks(request: StaffRequest) -> HttpResponse:
    """Every time limit: what starts, pauses and stops it, how long it is, whose it is, where it is written."""
    rules = profile_in_force(request.service.pk, request.service.profile)
    context = {"title": "Time limits", "table": clocks_table(rules), "back_url": reverse("setup:home")}
    return render(request, "rulebook/clocks.html", context)


@staff_view(MANAGE)
@require_POST
def begin(request: StaffRequest, base: str) -> HttpResponse:
    """Begin the next version, or go on with the one that is being written."""
    if base not in bases_of(request.service):
        raise Http404
    version = actions.begin_version(by=request.user, service=request.service, base=base)
    return redirect("rulebook:version", version.pk)


@staff_view(MANAGE)
def version(request: StaffRequest, version_id: int) -> HttpResponse:
    """One version: what is different, every rule, and what can be done with it."""
    row = _version(request, version_id)
    text, before = unwritten(row.text), unwritten(row.before)
    asks_me = row.state == ProfileVersion.State.ASKED and row.made_by_id != request.user.pk
    context = {
        "title": f"Our rules, version {row.version}",
        "caption": row.name,
        "approval": latest(row.subject, actions.APPROVAL_KEY) if asks_me else None,
        "row": row,
        "tag": state_tag(row),
        "differences": differences_table(differences(before, text)),
        "rules": rules_table(row, text),
        "switched_off": _switched_off(row, text),
        "back_url": reverse("rulebook:home"),
    }
    return render(request, "rulebook/version.html", context)


def _switched_off(row: ProfileVersion, text: Text) -> list[Text]:
    here = {rule["id"] for rule in text["rules"]}
    known = {rule["id"]: rule for rule in text_of(row.base, timezone.localdate())["rules"]}
    known |= {rule["id"]: rule for rule in unwritten(row.before)["rules"]}
    return [rule for rule_id, rule in known.items() if rule_id not in here]


@staff_view(MANAGE)
def rule(request: StaffRequest, version_id: int, rule_id: str) -> HttpResponse:
    """Change one rule of a draft."""
    row = _version(request, version_id)
    try:
        found = rule_in(unwritten(row.text), rule_id)
    except UnknownNameError:
        raise Http404 from None
    form = RuleForm(request.POST or None, rule=found)
    lead = (
        "This rule is mandatory. It can be put in other words, and cannot be switched off."
        if found["force"] == "mandatory"
        else "This rule is guidance. It can be set otherwise or switched off."
    )
    return _change(request, row, form, form.change, (found["words"], lead))


@staff_view(MANAGE)
@require_POST
def restore(request: StaffRequest, version_id: int, rule_id: str) -> HttpResponse:
    """Switch a rule on again."""
    row = _version(request, version_id)
    found = next((each for each in _switched_off(row, unwritten(row.text)) if each["id"] == rule_id), None)
    if found is None:
        raise Http404
    actions.change_version(by=request.user, version=row, change=lambda text: switch_on(text, found))
    messages.success(request, "The rule holds again in this version.")
    return redirect("rulebook:version", row.pk)


@staff_view(MANAGE)
def add(request: StaffRequest, version_id: int) -> HttpResponse:
    """What is the new rule about?"""
    row = _version(request, version_id)
    form = FactChoiceForm(request.POST or None)
    if form.is_valid():
        return redirect("rulebook:add_about", row.pk, form.cleaned_data["fact"])
    return _page(request, row, form, ("Add a rule", ""), "Continue")


@staff_view(MANAGE)
def add_about(request: StaffRequest, version_id: int, fact: str) -> HttpResponse:
    """When the new rule applies, and what follows."""
    row = _version(request, version_id)
    known = facts_table().get(fact)
    if known is None or known.kind == "text":
        raise Http404
    form = NewRuleForm(request.POST or None, fact=known)
    return _change(request, row, form, form.change, ("Add a rule", known.words))


@staff_view(MANAGE)
def settings(request: StaffRequest, version_id: int) -> HttpResponse:
    """What the profile sets besides its rules."""
    row = _version(request, version_id)
    form = SettingsForm(request.POST or None, settings=unwritten(row.text).get("settings", {}))
    return _change(request, row, form, form.change, ("Settings", ""))


@staff_view(MANAGE)
def ask(request: StaffRequest, version_id: int) -> HttpResponse:
    """Ask somebody else to agree."""
    row = _version(request, version_id)
    form = AskForm(request.POST or None)
    if submit(form, lambda: actions.ask_for_agreement(by=request.user, version=row, **form.cleaned_data)):
        messages.success(request, "Somebody else is asked. Until they agree, nothing changes.")
        return redirect("rulebook:version", row.pk)
    return _page(request, row, form, ("Ask somebody else to agree", ""), "Ask")


@staff_view(MANAGE)
@require_POST
def take_back(request: StaffRequest, version_id: int) -> HttpResponse:
    """Throw a draft away, or take the question back."""
    actions.take_back(by=request.user, version=_version(request, version_id))
    messages.success(request, "The version is thrown away. Nothing has changed.")
    return redirect("rulebook:home")


def _change(
    request: StaffRequest,
    row: ProfileVersion,
    form: forms.Form,
    change: Callable[[Text], None],
    words: tuple[str, str],
) -> HttpResponse:
    if submit(form, lambda: actions.change_version(by=request.user, version=row, change=change)):
        messages.success(request, "Saved in this version. It does not hold yet.")
        return redirect("rulebook:version", row.pk)
    return _page(request, row, form, words, "Save")


def _page(
    request: StaffRequest, row: ProfileVersion, form: forms.Form, words: tuple[str, str], button: str
) -> HttpResponse:
    """A form about a version; `words` are its title and the sentence below it."""
    back = reverse("rulebook:version", args=[row.pk])
    title, lead = words
    context = {"title": title, "caption": str(row), "form": form, "button": button, "lead": lead}
    return render(request, "pages/form.html", context | {"cancel_url": back, "back_url": back})
