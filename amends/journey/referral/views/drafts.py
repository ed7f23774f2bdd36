"""Writing a referral: choose a form, go through its pages, check, send. The same pages serve paper typed in by staff."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.access.rules import access_of
from amends.foundation.lib.keys import read_key
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.attempt import attempt, carried_out
from amends.foundation.pages.steps import Step, initial, keep, keep_unfinished
from amends.journey.finding.rules.judging import JUDGEMENT, judged_before
from amends.journey.referral.actions import (
    attach_file,
    discard_draft,
    pass_to_prison_officer,
    save_step,
    start_draft,
    submit,
)
from amends.journey.referral.content import IncompleteError, Rows, read_content
from amends.journey.referral.content.drafting import content_of
from amends.journey.referral.doors import open_draft
from amends.journey.referral.form_rules import forms_open, settings_of
from amends.journey.referral.forms import PROPOSAL_STEP, steps_of
from amends.journey.referral.forms.dealing import FileForm
from amends.journey.referral.forms.passing import PassOnForm
from amends.journey.referral.forms.starting import LogForm, NewForm
from amends.journey.referral.models import Referral
from amends.journey.referral.noticing.consequences import what_follows
from amends.journey.referral.officer_rules import is_for_prison_officer, kept_of
from amends.journey.referral.rules import is_staff_of, same_reference
from amends.journey.referral.sentence_rules import check_can_propose
from amends.journey.referral.views.draft_pages import cards, left_out, pointed, problems, to_look_at
from amends.journey.referral.views.posted import posted

CHECKING = "checking"  # in the address of a page that was opened to change one answer


@staff_view(Permission.REFERRAL_MAKE)
def new(request: StaffRequest) -> HttpResponse:
    """A referrer chooses the form."""
    if is_staff_of(request.user, request.service):
        return redirect("referral:log")
    form = NewForm(posted(request), open_forms=forms_open(request.service))
    if form.is_valid():
        draft = start_draft(by=request.user, service=request.service, form=form.cleaned_data["form"])
        return redirect("referral:draft", draft.pk)
    return render(
        request,
        "pages/form.html",
        {"title": "New referral", "form": form, "back_url": reverse("referral:home")},
    )


@staff_view(Permission.REFERRAL_MAKE)
def log(request: StaffRequest) -> HttpResponse:
    """Staff begin to type in what came by e-mail, telephone or post."""
    if not is_staff_of(request.user, request.service):
        raise Http404
    form = LogForm(posted(request), service=request.service)
    if form.is_valid():
        given = {
            name: form.cleaned_data[name]
            for name in ("form", "route", "agency", "received_at", "sender_address")
        }
        draft = attempt(form, lambda: start_draft(by=request.user, service=request.service, **given))
        if draft:
            return redirect("referral:draft", draft.pk)
    context = {"title": "Log a referral", "form": form, "back_url": reverse("referral:home")}
    return render(request, "pages/form.html", context)


@staff_view(Permission.REFERRAL_MAKE)
def draft(request: StaffRequest, pk: int) -> HttpResponse:
    """The list of pages, to be filled in in any order."""
    referral = open_draft(request.user, pk)
    steps = steps_of(referral)
    context = {
        "title": referral.get_form_display(),
        "referral": referral,
        "tasks": steps.tasks(referral.draft, lambda step: reverse("referral:step", args=[pk, step.key])),
        "progress": steps.progress(referral.draft),
        "about_form": settings_of(referral.service),
        "files": referral.attachments.order_by("pk"),
        "back_url": reverse("referral:home"),
    }
    return render(request, "referral/draft.html", context)


def _prefilled(request: StaffRequest, referral: Referral, key: str) -> dict[str, Any]:
    """A referrer's own name and address are known; what they typed before counts more."""
    given = initial(referral.draft, key)
    if key == JUDGEMENT and not given:
        names = [step.get("full_name", "") for step in referral.draft.values()]
        return judged_before(request.user, referral.service, names)
    if key == "referrer" and not given and referral.referrer_id == request.user.pk:
        role = next(
            (m for m in access_of(request.user).memberships if m.service_id == referral.service_id), None
        )
        return {
            "referrer_name": request.user.name,
            "referrer_email": request.user.email,
            "referrer_telephone": request.user.telephone,
            "referrer_organisation": role.agency.name if role and role.agency else "",
        }
    return given


@staff_view(Permission.REFERRAL_MAKE)
def step(request: StaffRequest, pk: int, key: str) -> HttpResponse:
    """One page of a draft, saved when it is left."""
    referral = open_draft(request.user, pk)
    found = steps_of(referral).find(key, referral.draft)
    if found is None:
        raise Http404
    if key == PROPOSAL_STEP and (refusal := _against_proposal(referral)):
        return render(request, "referral/not_yet.html", {"refusal": refusal, **_around(referral, found)})
    form = found.form(posted(request), initial=_prefilled(request, referral, key))
    if request.method == "POST" and (saved := _save(request, referral, key, form)):
        if "later" in request.POST:
            return redirect("referral:home")
        return _onward(request, saved, key)
    return render(request, "referral/step.html", {"form": form, **_around(referral, found)})


def _onward(request: StaffRequest, saved: Referral, key: str) -> HttpResponse:
    """The next page; whoever came to change one answer goes back to the check, past pages that are asked only now."""
    steps = steps_of(saved)
    following = steps.after(key, saved.draft)
    if CHECKING in request.GET:
        asked_now = (s for s in steps.shown(saved.draft) if s.show_if and s.key not in saved.draft)
        following = next(asked_now, following if _is_about_somebody_new(key, following, saved) else None)
    if following is None:
        return redirect("referral:check", saved.pk)
    query = f"?{CHECKING}" if CHECKING in request.GET else ""
    return redirect(reverse("referral:step", args=[saved.pk, following.key]) + query)


def _is_about_somebody_new(key: str, following: Step | None, saved: Referral) -> bool:
    """Whether the next page belongs to a person who was added just now."""
    about_people = key[-1].isdecimal() and (key.startswith("more-") or not key.endswith("-1"))
    return about_people and following is not None and following.key not in saved.draft


def _against_proposal(referral: Referral) -> Refused | None:
    """Why no sentence can be proposed yet, and whom to talk to (W8-088)."""
    try:
        check_can_propose(_rows(referral))
    except Refused as refusal:
        return refusal
    return None


def _rows(referral: Referral) -> Rows:
    """What the draft says so far."""
    blank = Referral(
        service=referral.service, form=referral.form, route=referral.route, agency=referral.agency
    )
    return read_content(blank, content_of(referral.form, referral.draft))


def _around(referral: Referral, found: Step) -> dict[str, Any]:
    """Title, version and the ways out of a page of the draft."""
    all_pages = reverse("referral:draft", args=[referral.pk])
    before = steps_of(referral).before(found.key, referral.draft)
    return {
        "title": found.title,
        "version": Referral.objects.values_list("version", flat=True).get(pk=referral.pk),
        "back_url": reverse("referral:step", args=[referral.pk, before.key]) if before else all_pages,
        "later_button": "Save and come back later",
        "draft_url": all_pages,
    }


def _save(request: StaffRequest, referral: Referral, key: str, form: Any) -> Referral | None:
    later = "later" in request.POST
    if not later and not form.is_valid():
        return None
    answers = keep_unfinished(form) if later else keep(form)
    version = request.POST.get("version", "")
    return attempt(
        form,
        lambda: save_step(
            by=request.user,
            referral=referral,
            step=key,
            answers=answers,
            version=read_key(version),
        ),
    )


@staff_view(Permission.REFERRAL_MAKE)
def check(request: StaffRequest, pk: int) -> HttpResponse:
    """Everything on one page before it is sent; sending twice gives the same referral."""
    referral = Referral.objects.visible_to(request.user).filter(pk=pk).first()
    if referral and not referral.is_draft:
        return redirect("referral:sent", referral.number)
    referral = open_draft(request.user, pk)
    rows = _rows(referral)
    if is_for_prison_officer(request.user, rows):
        return _for_officer(request, referral, rows)
    if request.method == "POST":
        try:
            return redirect("referral:sent", submit(by=request.user, referral=referral).number)
        except IncompleteError:
            messages.error(request, "It cannot be sent yet.")
            return redirect("referral:check", pk)
    return render(request, "referral/check.html", _check_context(referral, rows))


def _for_officer(request: StaffRequest, referral: Referral, rows: Rows) -> HttpResponse:
    """A draft about somebody in custody becomes a task of their prison offender manager; its writer decides the rest."""
    kept = kept_of(referral)
    idea = str(referral.draft.get("reason", {}).get("initiated_by") or "")
    form = PassOnForm(posted(request), idea=idea)
    if not kept and carried_out(
        form, lambda: pass_to_prison_officer(by=request.user, referral=referral, said=form.said())
    ):
        messages.success(request, "The prison offender manager has been told. No referral was sent.")
        return redirect("referral:home")
    context = {**_check_context(referral, rows), "passed_on": True, "kept": kept, "form": form}
    if kept:
        context["title"] = "It waits for the prison offender manager"
    return render(request, "referral/check.html", context)


def _check_context(referral: Referral, rows: Rows) -> dict[str, Any]:
    answers, steps = referral.draft, steps_of(referral)

    def url(key: str) -> str:
        return f"{reverse('referral:step', args=[referral.pk, key])}?{CHECKING}"

    return {
        "title": "Check before you send",
        "referral": referral,
        "cards": cards(steps, answers, url),
        "left_out": left_out(steps, answers),
        "problems": pointed(problems(rows, strict=not referral.typed_in_by_id), steps, answers, url),
        "look_again": pointed(to_look_at(rows), steps, answers, url),
        "same": _same(rows),
        "follows": what_follows({line.question: line.referrer_answer for line in rows.checklist}),
        "files": referral.attachments.order_by("pk"),
        "back_url": reverse("referral:draft", args=[referral.pk]),
    }


def _same(rows: Rows) -> list[tuple[str, object]]:
    """Earlier referrals that carry one of these references."""
    service = rows.referral.service
    found = {pair for each in rows.references for pair in same_reference(service, each.value)}
    return sorted(found, key=str)


@staff_view(Permission.REFERRAL_MAKE)
def files(request: StaffRequest, pk: int) -> HttpResponse:
    """Add files to a draft; those about risk are named so."""
    referral = open_draft(request.user, pk)
    form = FileForm(posted(request), request.FILES or None)
    if form.is_valid():
        given = form.cleaned_data
        if attempt(form, lambda: attach_file(by=request.user, referral=referral, **given)):
            messages.success(request, "The file has been added.")
            return redirect("referral:draft", pk)
    context = {
        "title": "Add a file",
        "form": form,
        "button": "Add",
        "back_url": reverse("referral:draft", args=[pk]),
    }
    return render(request, "pages/form.html", context)


@require_POST
@staff_view(Permission.REFERRAL_MAKE)
def discard(request: StaffRequest, pk: int) -> HttpResponse:
    """Throw the draft away."""
    discard_draft(by=request.user, referral=open_draft(request.user, pk))
    messages.success(request, "The draft has been thrown away. Nothing was sent.")
    return redirect("referral:home")
