"""Keeping the library: adding, writing, publishing, withdrawing, checking links."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.attempt import attempt
from amends.foundation.pages.submitting import submit
from amends.service.library import actions, rules
from amends.service.library.forms import EntryForm, WithdrawForm, WordsForm, words_to_begin_with
from amends.service.library.models import Edition, Entry

KEEP = Permission.SERVICE_MANAGE


@require_POST
@staff_view(KEEP)
def take_up(request: StaffRequest) -> HttpResponse:
    """Take what Amends brings along as drafts."""
    count = actions.take_up(by=request.user, service=request.service)
    words = (
        f"{count} drafts are new. Read each, adapt it and publish it."
        if count
        else "Everything is here already."
    )
    messages.success(request, words)
    return redirect("library:home")


@staff_view(KEEP)
def add(request: StaffRequest) -> HttpResponse:
    """Put something into the library."""
    form = EntryForm(request.POST or None, request.FILES or None, service=request.service)
    made = None
    if form.is_valid():
        made = attempt(
            form,
            lambda: actions.add_entry(by=request.user, service=request.service, details=form.cleaned_data),
        )
    if made:
        return redirect("library:entry", made.pk)
    context = {"form": form, "title": "Add to the library", "button": "Add it"}
    return render(request, "pages/form.html", context | {"cancel_url": reverse("library:home")})


@staff_view(KEEP)
def change(request: StaffRequest, entry_id: int) -> HttpResponse:
    """Correct what is said about an entry."""
    entry = _entry(request, entry_id)
    names = [name for name in EntryForm.base_fields if name != "upload"]
    initial = {name: getattr(entry, name) for name in names}
    form = EntryForm(
        request.POST or None, request.FILES or None, service=request.service, entry=entry, initial=initial
    )
    if submit(form, lambda: actions.change_entry(by=request.user, entry=entry, details=form.cleaned_data)):
        return redirect("library:entry", entry.pk)
    return _form(request, entry, form, "Change what is said about it")


@staff_view(KEEP)
def write(request: StaffRequest, entry_id: int) -> HttpResponse:
    """Write the next version, or go on with it."""
    entry = _entry(request, entry_id)
    initial = words_to_begin_with(entry, rules.in_hand(entry))
    form = WordsForm(request.POST or None, request.FILES or None, entry=entry, initial=initial)
    if submit(form, lambda: actions.write(by=request.user, entry=entry, **form.cleaned_data)):
        messages.success(request, "The draft is kept. It holds once it is final and published.")
        return redirect("library:entry", entry.pk)
    return _form(request, entry, form, "The next version")


@require_POST
@staff_view(KEEP)
def finish(request: StaffRequest, entry_id: int) -> HttpResponse:
    """Make the draft final."""
    return _do(
        request, entry_id, rules.in_hand, lambda edition: actions.finish(by=request.user, edition=edition)
    )


@require_POST
@staff_view(KEEP)
def publish(request: StaffRequest, entry_id: int) -> HttpResponse:
    """Publish the final version."""
    return _do(
        request, entry_id, rules.in_hand, lambda edition: actions.publish(by=request.user, edition=edition)
    )


@require_POST
@staff_view(KEEP)
def give_up(request: StaffRequest, entry_id: int) -> HttpResponse:
    """Throw the draft away; what is in force stays."""
    return _do(
        request,
        entry_id,
        rules.in_hand,
        lambda edition: actions.withdraw(by=request.user, edition=edition, why=""),
    )


@require_POST
@staff_view(KEEP)
def look_again(request: StaffRequest, entry_id: int) -> HttpResponse:
    """It can stay as it is."""
    return _do(
        request,
        entry_id,
        rules.in_force,
        lambda edition: actions.look_again(by=request.user, edition=edition),
    )


@staff_view(KEEP)
def withdraw(request: StaffRequest, entry_id: int) -> HttpResponse:
    """Take the version in force out of force."""
    entry = _entry(request, entry_id)
    edition, form = rules.in_force(entry), WithdrawForm(request.POST or None)
    if edition is None:
        return redirect("library:entry", entry.pk)
    if submit(form, lambda: actions.withdraw(by=request.user, edition=edition, **form.cleaned_data)):
        return redirect("library:entry", entry.pk)
    return _form(request, entry, form, f"Withdraw version {edition.number}", warning=True)


@require_POST
@staff_view(KEEP)
def put_back(request: StaffRequest, entry_id: int) -> HttpResponse:
    """Begin the next version with the words as delivered."""
    entry = _entry(request, entry_id)
    try:
        actions.put_back(by=request.user, entry=entry)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("library:entry", entry.pk)


@require_POST
@staff_view(KEEP)
def check_link(request: StaffRequest, entry_id: int) -> HttpResponse:
    """Say whether the link works."""
    entry = _entry(request, entry_id)
    try:
        actions.check_link(by=request.user, entry=entry, works=request.POST.get("works") == "yes")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("library:entry", entry.pk)


def _entry(request: StaffRequest, entry_id: int) -> Entry:
    return rules.open_entry(request.user, request.service, entry_id)


def _do(
    request: StaffRequest,
    entry_id: int,
    which: Callable[[Entry], Edition | None],
    act: Callable[[Edition], object],
) -> HttpResponse:
    entry = _entry(request, entry_id)
    edition = which(entry)
    try:
        if edition is not None:
            act(edition)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("library:entry", entry.pk)


def _form(
    request: StaffRequest, entry: Entry, form: object, title: str, *, warning: bool = False
) -> HttpResponse:
    context = {"form": form, "title": title, "caption": entry.title, "button": "Save", "warning": warning}
    return render(
        request, "pages/form.html", context | {"cancel_url": reverse("library:entry", args=[entry.pk])}
    )
