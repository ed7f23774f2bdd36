"""What is done on the page of one referral: answer, correct, withdraw, add and read files, acknowledge, print."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.lib.keys import read_key
from amends.journey.referral import actions
from amends.journey.referral.content import load
from amends.journey.referral.doors import open_referral
from amends.journey.referral.forms.dealing import (
    AcknowledgeForm,
    AmendForm,
    AnswerForm,
    FileForm,
    WithdrawForm,
)
from amends.journey.referral.models import Attachment, Question, Referral
from amends.journey.referral.models.referral import Form
from amends.journey.referral.rules import is_staff_of
from amends.journey.referral.views.posted import finish, page_of, plainly, posted
from amends.journey.referral.views.printing import print_blank, print_filled
from amends.journey.referral.views.status_page import places


@staff_view(Permission.REFERRAL_MAKE)
def answer(request: StaffRequest, number: str, question_id: int) -> HttpResponse:
    """Answer a question; staff write down what was said on the telephone."""
    referral = open_referral(request.user, number)
    question = get_object_or_404(Question, referral=referral, pk=question_id)
    form = AnswerForm(posted(request))

    def act() -> object:
        return actions.answer_question(by=request.user, question=question, text=form.cleaned_data["answer"])

    done = finish(request, form, number, act, done="Thank you. Your answer has been passed on.")
    context = {"title": "Answer a question", "form": form, "lead": question.text, "back_url": page_of(number)}
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
            version=read_key(seen),
        )

    done = finish(request, form, number, act, done="The correction has been saved.")
    version = Referral.objects.values_list("version", flat=True).get(pk=referral.pk)
    context = {"title": "Correct something", "form": form, "version": version, "back_url": page_of(number)}
    return done or render(request, "referral/step.html", context)


@staff_view(Permission.REFERRAL_MAKE)
def take_back(request: StaffRequest, number: str) -> HttpResponse:
    """Withdraw it, with the reason."""
    referral = open_referral(request.user, number)
    form = WithdrawForm(posted(request))

    def act() -> object:
        return actions.withdraw(by=request.user, referral=referral, reason=form.cleaned_data["reason"])

    done = finish(request, form, number, act, done="The referral has been withdrawn.")
    context: dict[str, Any] = {
        "title": "Withdraw this referral",
        "form": form,
        "button": "Withdraw",
        "warning": True,
    }
    return done or render(request, "pages/form.html", context | {"cancel_url": page_of(number)})


@require_POST
@staff_view(Permission.REFERRAL_MAKE)
def again(request: StaffRequest, number: str) -> HttpResponse:
    """Send again what was sent back."""
    referral = open_referral(request.user, number)
    return plainly(
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

    done = finish(request, form, number, act, done="The file has been added.")
    if form.has_error("kind") and request.POST.get("kind") == Attachment.Kind.VICTIM:
        actions.start_dispatch(by=request.user, referral=referral)
    context = {"title": "Add a file", "form": form, "button": "Add", "back_url": page_of(number)}
    return done or render(request, "pages/form.html", context)


@require_POST
@staff_view(Permission.REFERRAL_SCREEN)
def mark_file_read(request: StaffRequest, number: str, attachment_id: int) -> HttpResponse:
    """Note that a file has been read."""
    attachment = get_object_or_404(open_referral(request.user, number).attachments, pk=attachment_id)
    return plainly(
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

    done = finish(request, form, number, act, done="The referrer knows that it has arrived.")
    context = {"title": "Tell the referrer", "form": form, "back_url": page_of(number)}
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

    return plainly(request, number, act, "The answer with the link to the form is on its way.")


@require_POST
@staff_view(Permission.REFERRAL_MAKE)
def typing_checked(request: StaffRequest, number: str) -> HttpResponse:
    """Somebody else has compared what was typed in with the paper."""
    referral = _for_staff(request, number)
    return plainly(
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
    if form not in {Form.REFERRAL, Form.CRA1, Form.SENTENCE, Form.WORKSHEET}:
        raise Http404
    return redirect("documents:show", print_blank(by=request.user, service=request.service, form=form).pk)
