"""What is done on the page of one referral: answer, correct, withdraw, add and read files, acknowledge, print."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.attempt import attempt
from amends.foundation.pages.parts import Cell, Column, Table
from amends.journey.referral import actions
from amends.journey.referral.content import load
from amends.journey.referral.doors import open_referral
from amends.journey.referral.forms.dealing import (
    AcknowledgeForm,
    AmendForm,
    AnswerForm,
    FileForm,
    OriginalForm,
    WithdrawForm,
)
from amends.journey.referral.models import CommunityResolution, Question, Referral
from amends.journey.referral.models.referral import Form
from amends.journey.referral.printing import print_blank, print_filled
from amends.journey.referral.rules import is_staff_of
from amends.journey.referral.status_page import places
from amends.journey.referral.views.posted import posted


def _page(number: str) -> str:
    return reverse("referral:status", args=[number])


def _finish(
    request: StaffRequest, form: forms.Form, number: str, act: Callable[[], object], done: str
) -> HttpResponse | None:
    """Do it and go back to the referral; None leaves the form with what stands against it."""
    if form.is_valid() and attempt(form, lambda: (act(), True)[1]):
        messages.success(request, done)
        return redirect("referral:status", number)
    return None


def _plainly(request: StaffRequest, number: str, act: Callable[[], object], done: str) -> HttpResponse:
    """A button without a form: a refusal becomes a message."""
    try:
        act()
        messages.success(request, done)
    except (Refused, ValidationError) as refusal:
        words = " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)
        messages.error(request, words)
    return redirect("referral:status", number)


@staff_view(Permission.REFERRAL_MAKE)
def answer(request: StaffRequest, number: str, question_id: int) -> HttpResponse:
    """Answer a question; staff write down what was said on the telephone."""
    referral = open_referral(request.user, number)
    question = get_object_or_404(Question, referral=referral, pk=question_id)
    form = AnswerForm(posted(request))

    def act() -> object:
        return actions.answer_question(by=request.user, question=question, text=form.cleaned_data["answer"])

    done = _finish(request, form, number, act, "Thank you. Your answer has been passed on.")
    context = {"title": "Answer a question", "form": form, "lead": question.text, "back_url": _page(number)}
    return done or render(request, "pages/form.html", context)


@staff_view(Permission.REFERRAL_MAKE)
def correct(request: StaffRequest, number: str) -> HttpResponse:
    """Put one thing right, with the reason; what it said before stays."""
    referral = open_referral(request.user, number)
    seen = request.POST.get("version", "")
    form = AmendForm(
        posted(request), places=places(load(referral)), initial={"where": request.GET.get("where")}
    )

    def act() -> object:
        given = form.cleaned_data
        return actions.amend(
            by=request.user,
            referral=referral,
            changes={given["where"]: given["value"]},
            reason=given["reason"],
            version=int(seen) if seen.isdecimal() else None,
        )

    done = _finish(request, form, number, act, "The correction has been saved.")
    version = Referral.objects.values_list("version", flat=True).get(pk=referral.pk)
    context = {"title": "Correct something", "form": form, "version": version, "back_url": _page(number)}
    return done or render(request, "referral/step.html", context)


@staff_view(Permission.REFERRAL_MAKE)
def take_back(request: StaffRequest, number: str) -> HttpResponse:
    """Withdraw it, with the reason."""
    referral = open_referral(request.user, number)
    form = WithdrawForm(posted(request))

    def act() -> object:
        return actions.withdraw(by=request.user, referral=referral, reason=form.cleaned_data["reason"])

    done = _finish(request, form, number, act, "The referral has been withdrawn.")
    context: dict[str, Any] = {
        "title": "Withdraw this referral",
        "form": form,
        "button": "Withdraw",
        "warning": True,
    }
    return done or render(request, "pages/form.html", context | {"cancel_url": _page(number)})


@require_POST
@staff_view(Permission.REFERRAL_MAKE)
def again(request: StaffRequest, number: str) -> HttpResponse:
    """Send again what was sent back."""
    referral = open_referral(request.user, number)
    return _plainly(
        request,
        number,
        lambda: actions.send_again(by=request.user, referral=referral),
        "It has been sent again.",
    )


@staff_view(Permission.REFERRAL_MAKE)
def add_file(request: StaffRequest, number: str) -> HttpResponse:
    """Add a file to a referral that has been received."""
    referral = open_referral(request.user, number)
    form = FileForm(posted(request), request.FILES or None)

    def act() -> object:
        return actions.attach_file(by=request.user, referral=referral, **form.cleaned_data)

    done = _finish(request, form, number, act, "The file has been added.")
    context = {"title": "Add a file", "form": form, "button": "Add", "back_url": _page(number)}
    return done or render(request, "pages/form.html", context)


@require_POST
@staff_view(Permission.REFERRAL_SCREEN)
def mark_file_read(request: StaffRequest, number: str, attachment_id: int) -> HttpResponse:
    """Note that a file has been read."""
    attachment = get_object_or_404(open_referral(request.user, number).attachments, pk=attachment_id)
    return _plainly(
        request,
        number,
        lambda: actions.read_file(by=request.user, attachment=attachment),
        "Noted: you have read it.",
    )


@staff_view(Permission.REFERRAL_MAKE)
def tell_arrived(request: StaffRequest, number: str) -> HttpResponse:
    """Staff let the referrer know that it has arrived."""
    referral = _for_staff(request, number)
    form = AcknowledgeForm(posted(request))

    def act() -> object:
        return actions.acknowledge(by=request.user, referral=referral, how=form.cleaned_data["how"])

    done = _finish(request, form, number, act, "The referrer knows that it has arrived.")
    context = {"title": "Tell the referrer", "form": form, "back_url": _page(number)}
    return done or render(request, "pages/form.html", context)


def _for_staff(request: StaffRequest, number: str) -> Referral:
    """Raises Http404 for the referrer: the page is the service's own."""
    referral = open_referral(request.user, number)
    if not is_staff_of(request.user, referral.service_id):
        raise Http404
    return referral


@require_POST
@staff_view(Permission.REFERRAL_MAKE)
def reply_insecure(request: StaffRequest, number: str) -> HttpResponse:
    """Answer an address that is not secure with the way to the form."""
    referral = _for_staff(request, number)

    def act() -> object:
        return actions.send_insecure_reply(
            by=request.user, referral=referral, form_address=reverse("referral:open")
        )

    return _plainly(request, number, act, "The answer with the link to the form is on its way.")


@require_POST
@staff_view(Permission.REFERRAL_MAKE)
def typing_checked(request: StaffRequest, number: str) -> HttpResponse:
    """Somebody else has compared what was typed in with the paper."""
    referral = _for_staff(request, number)
    return _plainly(
        request,
        number,
        lambda: actions.check_typing(by=request.user, referral=referral),
        "Noted: you have compared it with the paper.",
    )


@require_POST
@staff_view(Permission.REFERRAL_MAKE)
def print_form(request: StaffRequest, number: str) -> HttpResponse:
    """The filled form as a document, with the protective marking on every page."""
    document = print_filled(by=request.user, referral=open_referral(request.user, number))
    return redirect("documents:show", document.pk)


@require_POST
@staff_view(Permission.REFERRAL_MAKE)
def blank_form(request: StaffRequest, form: str) -> HttpResponse:
    """An empty form to print."""
    if form not in {Form.REFERRAL, Form.CRA1}:
        raise Http404
    return redirect("documents:show", print_blank(by=request.user, service=request.service, form=form).pk)


@staff_view(Permission.REFERRAL_MAKE)
def originals(request: StaffRequest) -> HttpResponse:
    """Signed CRA1 forms that have not gone to the records centre, the oldest first (EX-152)."""
    mine = Referral.objects.visible_to(request.user).filter(service=request.service).received()
    waiting = CommunityResolution.objects.filter(referral__in=mine, original_sent_on__isnull=True)
    rows = (
        waiting.select_related("referral")
        .prefetch_related("referral__sign_offs")
        .order_by("referral__received_at")
    )
    columns = (
        Column("Referral"),
        Column("Completed"),
        Column("Officer"),
        Column("Waiting", numeric=True),
        Column("Sent?"),
    )
    table = Table(
        "Originals not yet sent", columns, [_original(row) for row in rows], empty="All have been sent."
    )
    context = {
        "title": "Originals to send to the records centre",
        "table": table,
        "back_url": reverse("referral:home"),
    }
    return render(request, "referral/originals.html", context)


def _original(form: CommunityResolution) -> list[object]:
    number = form.referral.number
    signed = list(form.referral.sign_offs.all())
    day = form.completed_on or max((line.signed_on for line in signed), default=None)
    officer = next(
        (f"{line.name} {line.collar_number}" for line in signed if line.role == "investigating"),
        form.referral.referrer_name,
    )
    waited = f"{(timezone.localdate() - day).days} days" if day else ""
    link = Cell("Note that it was sent", url=reverse("referral:original", args=[number]))
    return [Cell(number, url=_page(number)), f"{day:%d %b %Y}" if day else "", officer, waited, link]


@staff_view(Permission.REFERRAL_MAKE)
def original(request: StaffRequest, number: str) -> HttpResponse:
    """Note that the signed paper went to the records centre."""
    referral = open_referral(request.user, number)
    resolution = get_object_or_404(CommunityResolution, referral=referral)
    form = OriginalForm(posted(request))

    def act() -> object:
        return actions.note_original_sent(by=request.user, resolution=resolution, **form.cleaned_data)

    done = _finish(request, form, number, act, "Noted: the original has been sent.")
    context = {"title": "The original has been sent", "form": form, "back_url": _page(number)}
    return done or render(request, "pages/form.html", context)
