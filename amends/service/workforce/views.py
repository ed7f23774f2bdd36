"""Pages about facilitators: for those who manage them, and each one's own."""

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.access.rules import may
from amends.foundation.lib.keys import read_key
from amends.foundation.lib.paging import page_by_name
from amends.foundation.pages.parts import Pages
from amends.foundation.pages.submitting import submit
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.service.workforce import actions, lists
from amends.service.workforce.forms import (
    AddForm,
    EndForm,
    FreeTimesForm,
    ProfileForm,
    ResponsibilityForm,
    TimeForm,
    TrainingForm,
    VettingForm,
)
from amends.service.workforce.models import Facilitator, Responsibility, Training
from amends.service.workforce.rules import facilitators_with_standing, standing
from amends.service.workforce.rules import free_times as free_of

PROFILE = (
    "level",
    "is_volunteer",
    "approved_for_specialist",
    "languages",
    "area",
    "hours_a_month",
    "case_limit",
    "supervisor",
    "started_on",
    "ended_on",
)


def _facilitator(request: StaffRequest, facilitator_id: int) -> Facilitator:
    """The profile, for managers of the workforce and for the facilitator: anybody else gets 404."""
    found = facilitators_with_standing(request.service).filter(pk=facilitator_id)
    facilitator = get_object_or_404(found.select_related("user", "supervisor__user", "service"))
    if facilitator.user_id != request.user.pk and not may(
        request.user, Permission.WORKFORCE_MANAGE, request.service
    ):
        raise Http404
    return facilitator


@staff_view(Permission.WORKFORCE_MANAGE)
def facilitators(request: StaffRequest) -> HttpResponse:
    """Everybody who facilitates, with what they are ready for."""
    today = timezone.localdate()
    found = facilitators_with_standing(request.service, today)
    gone = Q(ended_on__lt=today)
    left = "left" in request.GET
    rows = found.filter(gone) if left else found.exclude(gone)
    shown, further = page_by_name(rows, "user__name", after=read_key(request.GET.get("after")))
    context = {
        "title": "Facilitators",
        "table": lists.facilitators_table(shown, today),
        "left": left,
        "pages": Pages(next_url=f"?after={further}{'&left=yes' if left else ''}" if further else ""),
    }
    return render(request, "workforce/facilitators.html", context)


@staff_view()
def facilitator(request: StaffRequest, facilitator_id: int) -> HttpResponse:
    """One facilitator: profile, standing, training, vetting, free times, people they answer for, hours."""
    found = _facilitator(request, facilitator_id)
    today = timezone.localdate()
    own = Responsibility.objects.filter(user=found.user_id, service=request.service).order_by("-starts_on")
    _note_look(request.user, found)
    manages = may(request.user, Permission.WORKFORCE_MANAGE, request.service)
    context = {
        "title": found.user.name,
        "facilitator": found,
        "manages": manages,
        "tags": lists.standing_tags(standing(found, today), today),
        "rows": lists.profile_rows(found),
        "free": lists.free_words(free_of(found)),
        "training": lists.training_table(found.training_rows.order_by("-pk"), manages=manages),
        "vetting": lists.vetting_table(found.vetting_rows.order_by("-decided_on"), today),
        "responsibilities": lists.responsibility_table(own, found),
        "hours": lists.hours_table(found.user, today - dt.timedelta(days=28)),
    }
    return render(request, "workforce/facilitator.html", context)


def _note_look(user: User, found: Facilitator) -> None:
    subject = f"facilitator:{found.pk}"
    record(
        by=user,
        act=Act.CONSULTATION,
        what="workforce.looked_at",
        service_id=found.service_id,
        subject=subject,
    )


@staff_view()
def mine(request: StaffRequest) -> HttpResponse:
    """The profile of whoever asks."""
    own = Facilitator.objects.filter(user=request.user, service=request.service).first()
    if own is None:
        messages.info(request, "You have no profile yet. Your coordinator or service manager makes it.")
        return redirect("worklist:home")
    return redirect("workforce:facilitator", own.pk)


@staff_view(Permission.WORKFORCE_MANAGE)
def add(request: StaffRequest) -> HttpResponse:
    """Give somebody with an account a profile."""
    members = User.objects.filter(
        memberships__service=request.service, is_active=True, is_system=False
    ).distinct()
    people = members.exclude(facilitators__service=request.service).order_by("name")
    form = AddForm(request.POST or None, people=people)
    made: list[Facilitator] = []

    def act() -> None:
        user = form.cleaned_data["user"]
        made.append(actions.add_facilitator(by=request.user, service=request.service, user=user, details={}))

    if submit(form, act):
        return redirect("workforce:change", made[0].pk)
    return _form(request, form, "Add a facilitator")


@staff_view(Permission.WORKFORCE_MANAGE)
def change(request: StaffRequest, facilitator_id: int) -> HttpResponse:
    """Correct a profile."""
    found = _facilitator(request, facilitator_id)
    colleagues = Facilitator.objects.filter(service=request.service, ended_on__isnull=True).exclude(
        pk=found.pk
    )
    now = {name: getattr(found, name) for name in PROFILE}
    form = ProfileForm(request.POST or None, initial=now, colleagues=colleagues)
    if submit(
        form,
        lambda: actions.change_facilitator(by=request.user, facilitator=found, details=form.cleaned_data),
    ):
        messages.success(request, "The profile is saved.")
        return redirect("workforce:facilitator", found.pk)
    return _form(request, form, f"Profile of {found.user.name}", found)


@staff_view(Permission.WORKFORCE_MANAGE)
def add_training(request: StaffRequest, facilitator_id: int) -> HttpResponse:
    """Write down a course."""
    found = _facilitator(request, facilitator_id)
    form = TrainingForm(request.POST or None)
    if submit(
        form, lambda: actions.add_training(by=request.user, facilitator=found, details=form.cleaned_data)
    ):
        messages.success(request, "The training is saved.")
        return redirect("workforce:facilitator", found.pk)
    return _form(request, form, f"Training of {found.user.name}", found)


@staff_view(Permission.WORKFORCE_MANAGE)
def change_training(request: StaffRequest, training_id: int) -> HttpResponse:
    """Missed days are made up."""
    row = get_object_or_404(Training, pk=training_id, service=request.service)
    found = _facilitator(request, row.facilitator_id)
    form = TrainingForm(request.POST or None, initial={n: getattr(row, n) for n in TrainingForm.base_fields})
    if submit(
        form, lambda: actions.change_training(by=request.user, training=row, details=form.cleaned_data)
    ):
        messages.success(request, "The training is saved.")
        return redirect("workforce:facilitator", found.pk)
    return _form(request, form, f"Training of {found.user.name}", found)


@staff_view(Permission.WORKFORCE_MANAGE)
def add_vetting(request: StaffRequest, facilitator_id: int) -> HttpResponse:
    """Write down that somebody was vetted."""
    found = _facilitator(request, facilitator_id)
    form = VettingForm(request.POST or None)
    if submit(
        form, lambda: actions.add_vetting(by=request.user, facilitator=found, details=form.cleaned_data)
    ):
        messages.success(request, "The vetting is saved.")
        return redirect("workforce:facilitator", found.pk)
    return _form(request, form, f"Vetting of {found.user.name}", found)


@staff_view()
def free_times(request: StaffRequest, facilitator_id: int) -> HttpResponse:
    """When somebody can usually work: their own to set."""
    found = _facilitator(request, facilitator_id)
    form = FreeTimesForm(request.POST or None, initial={"times": [f"{d}-{p}" for d, p in free_of(found)]})
    if submit(form, lambda: actions.set_free_times(by=request.user, facilitator=found, times=form.pairs())):
        messages.success(request, "Your free times are saved.")
        return redirect("workforce:facilitator", found.pk)
    return _form(request, form, "Free times", found)


@staff_view()
def add_responsibility(request: StaffRequest, facilitator_id: int) -> HttpResponse:
    """Note for whom somebody answers in another post, or whom they know."""
    found = _facilitator(request, facilitator_id)
    form = ResponsibilityForm(request.POST or None, initial={"starts_on": timezone.localdate()})

    def act() -> None:
        actions.note_responsibility(
            by=request.user, service=request.service, user=found.user, details=form.cleaned_data
        )

    if submit(form, act):
        messages.success(request, "Noted. Cases with this person will not be offered.")
        return redirect("workforce:facilitator", found.pk)
    return _form(request, form, "Somebody they answer for or know", found)


@staff_view()
def end_responsibility(request: StaffRequest, facilitator_id: int, key: int) -> HttpResponse:
    """They no longer answer for that person."""
    found = _facilitator(request, facilitator_id)
    own = Responsibility.objects.filter(user=found.user_id, service=request.service, ends_on__isnull=True)
    row = get_object_or_404(own, pk=key)
    form = EndForm(request.POST or None)
    if submit(
        form, lambda: actions.end_responsibility(by=request.user, responsibility=row, **form.cleaned_data)
    ):
        messages.success(request, "Noted. Cases with this person may be offered again after that day.")
        return redirect("workforce:facilitator", found.pk)
    return _form(request, form, f"{row.get_kind_display()}: until when?", found)


@staff_view()
def add_time(request: StaffRequest, facilitator_id: int) -> HttpResponse:
    """Time for supervision, training and meetings; time on cases comes from the contacts."""
    found = _facilitator(request, facilitator_id)
    form = TimeForm(request.POST or None, initial={"on": timezone.localdate()})

    def act() -> None:
        details: dict[str, Any] = form.cleaned_data
        actions.log_time(by=request.user, service_id=found.service_id, user=found.user, **details)

    if submit(form, act):
        messages.success(request, "The time is written down.")
        return redirect("workforce:facilitator", found.pk)
    return _form(request, form, "Write down time", found)


def _form(
    request: StaffRequest, form: forms.Form, title: str, found: Facilitator | None = None
) -> HttpResponse:
    back = f"/facilitators/{found.pk}/" if found else "/facilitators/"
    return render(
        request, "pages/form.html", {"title": title, "form": form, "back_url": back, "button": "Save"}
    )
