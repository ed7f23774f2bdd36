"""Letters and messages of a case, and one of them from the first draft to what came back."""

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.doors import files_of, open_case, open_file
from amends.foundation.case.models import CaseFile, Participant
from amends.foundation.case.rules import check_is_live
from amends.foundation.lib.keys import read_key
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.attempt import attempt, carried_out
from amends.foundation.pages.seen import SEEN, remember
from amends.foundation.policy.questionnaires import load_questionnaire
from amends.foundation.questionnaire.asking import form_for
from amends.journey.indirect import actions, forms
from amends.journey.indirect.actions.writing import CHECKLIST
from amends.journey.indirect.models import Draft, Exchange
from amends.journey.indirect.rules import chain as chain_of
from amends.journey.indirect.rules import grounds_of, is_known, known_exchanges, open_exchange

CARRY, VET = Permission.MESSAGE_CARRY, Permission.MESSAGE_VET


def opened(request: StaffRequest, number: str, exchange_id: int) -> Exchange:
    """One exchange of a case the user may know of; the look is logged."""
    return open_exchange(request.user, open_case(request.user, number, why="message.looked_at"), exchange_id)


def sender_file(request: StaffRequest, exchange: Exchange) -> CaseFile:
    """The sender's file, or 404 for those who may not open it."""
    return open_file(request.user, exchange.case, exchange.from_side, why="message.drafts_looked_at")


def small_form(
    request: StaffRequest, form: django_forms.BaseForm, title: str, exchange: Exchange, **more: object
) -> HttpResponseBase:
    """One form on a page that leads back to the chain."""
    back = reverse("indirect:chain", args=[exchange.case.number, exchange.pk])
    context = {
        "form": form,
        "title": title,
        "back_url": back,
        "caption": exchange.case.number,
        "button": "Save",
    }
    return render(request, "pages/form.html", context | more)


def to_chain(exchange: Exchange) -> HttpResponseBase:
    """Back to it."""
    return redirect("indirect:chain", exchange.case.number, exchange.pk)


def newest(request: StaffRequest, exchange: Exchange, draft_id: int) -> Draft:
    """One version, for those who may open the sender's file."""
    drafts = Draft.objects.filter(exchange=exchange, pk=draft_id, file=sender_file(request, exchange))
    found = drafts.select_related("author", "file").first()
    if found is None:
        raise Http404
    found.exchange = exchange
    return found


def against(exchange: Exchange) -> Refused | None:
    """Why nothing goes on with it, said before anybody fills in a form."""
    try:
        check_is_live(exchange.case)
    except Refused as refusal:
        return refusal
    return None


def principals_in(file: CaseFile) -> list[Participant]:
    """Those of a side who write or receive themselves."""
    parts = (Participant.Part.PRINCIPAL, Participant.Part.MEMBER, Participant.Part.SPOKESPERSON)
    people = Participant.objects.filter(file=file, part__in=parts, takes_part=True, left_at__isnull=True)
    return list(people.order_by("pk"))


@staff_view(Permission.CASE_SEE)
def exchanges(request: StaffRequest, number: str) -> HttpResponseBase:
    """Everything that was written, and where each of them is."""
    case = open_case(request.user, number, why="message.looked_at")
    files = files_of(request.user, case).values()
    sides = {file.side for file in files}
    people = Participant.objects.filter(
        file__in=files, part__in=(Participant.Part.PRINCIPAL, Participant.Part.MEMBER), left_at__isnull=True
    )
    context = {
        "case": case,
        "exchanges": known_exchanges(request.user, case),
        "files": files,
        "sides": sides,
        "people": people.order_by("pk"),
    }
    return render(request, "indirect/exchanges.html", context)


@staff_view(CARRY)
def begin(request: StaffRequest, number: str, side: str) -> HttpResponseBase:
    """Begin a letter or message from one side; `?answers=` names what it replies to."""
    case = open_case(request.user, number)
    file = open_file(request.user, case, side)
    answered = read_key(request.GET.get("answers"))
    earlier = open_exchange(request.user, case, answered) if answered is not None else None
    kind = earlier.kind if earlier else "letter"
    form = forms.BeginForm(request.POST or None, kind=kind, grounds=grounds_of(case))
    if form.is_valid():
        wanted = {"case": case, "from_file": file, "answers": earlier, **form.cleaned_data}
        made = attempt(form, lambda: actions.begin(by=request.user, **wanted))
        if made is not None:
            return to_chain(made)
    title = f"From the {file.get_side_display().lower()} to the other side"
    back = reverse("indirect:exchanges", args=[number])
    return render(
        request, "pages/form.html", {"form": form, "title": title, "back_url": back, "button": "Begin"}
    )


@staff_view(Permission.CASE_SEE)
def chain(request: StaffRequest, number: str, exchange_id: int) -> HttpResponseBase:
    """Where it is, who has it, and that it cannot go out unread."""
    exchange = opened(request, number, exchange_id)
    found = chain_of(request.user, exchange)
    answers = Exchange.objects.filter(answers=exchange).order_by("pk")
    replies = [reply for reply in answers if is_known(reply, found.sides)]
    context = {"case": exchange.case, "exchange": exchange, "chain": found, "replies": replies}
    context["against"] = against(exchange)
    return render(request, "indirect/chain.html", context)


@staff_view(CARRY)
def draft(request: StaffRequest, number: str, exchange_id: int) -> HttpResponseBase:
    """A new version; the last one is the beginning of it."""
    exchange = opened(request, number, exchange_id)
    people = principals_in(sender_file(request, exchange))
    last = Draft.objects.filter(exchange=exchange).order_by("-number").first()
    form = forms.DraftForm(request.POST or None, people=people, last=last)
    remember(form, str(last.number) if last else "0")
    if carried_out(form, lambda: write(request, exchange, form)):
        return to_chain(exchange)
    return small_form(request, form, "A version, in their own words", exchange, keep=True)


def write(request: StaffRequest, exchange: Exchange, form: forms.DraftForm) -> Draft:
    """With who helped, which only the request knows."""
    wanted = form.draft()
    if form.cleaned_data["helped_by_me"]:
        wanted["details"]["helped_by"] = request.user
    return actions.write(by=request.user, exchange=exchange, seen=form.cleaned_data[SEEN], **wanted)


@staff_view(CARRY)
def agreed(request: StaffRequest, number: str, exchange_id: int, draft_id: int) -> HttpResponseBase:
    """The sender agrees to exactly these words."""
    exchange = opened(request, number, exchange_id)
    found = newest(request, exchange, draft_id)
    form = forms.AgreedForm(request.POST or None)
    if carried_out(
        form, lambda: actions.agree_to_words(by=request.user, draft=found, on=form.cleaned_data["on"])
    ):
        return to_chain(exchange)
    return small_form(request, form, f"Version {found.number}: the sender agrees", exchange)


@staff_view(CARRY)
@require_POST
def hand_in(request: StaffRequest, number: str, exchange_id: int, draft_id: int) -> HttpResponseBase:
    """Give it to somebody else to read."""
    exchange = opened(request, number, exchange_id)
    try:
        actions.hand_in(by=request.user, draft=newest(request, exchange, draft_id))
        messages.success(request, "Handed in. Somebody else reads it now.")
    except Refused as refusal:
        messages.error(request, refusal.in_full)
    return to_chain(exchange)


@staff_view(VET)
def vet(request: StaffRequest, number: str, exchange_id: int, draft_id: int) -> HttpResponseBase:
    """Read it against the list and decide."""
    exchange = opened(request, number, exchange_id)
    found = newest(request, exchange, draft_id)
    if request.method == "GET" and against(exchange):
        return to_chain(exchange)  # the page says why nothing is read against the list any more
    listed = form_for(load_questionnaire(CHECKLIST))(request.POST or None)
    form = forms.VerdictForm(request.POST or None)
    if listed.is_valid() and carried_out(
        form,
        lambda: actions.vet(by=request.user, draft=found, answers=listed.answers, **form.cleaned_data),
    ):
        return to_chain(exchange)
    context = {"case": exchange.case, "exchange": exchange, "draft": found, "form": form, "listed": listed}
    return render(request, "indirect/vet.html", context)


@staff_view(VET)
def release(request: StaffRequest, number: str, exchange_id: int, draft_id: int) -> HttpResponseBase:
    """Let go of it."""
    exchange = opened(request, number, exchange_id)
    found = newest(request, exchange, draft_id)
    form = forms.ReleaseForm(request.POST or None)
    if carried_out(form, lambda: actions.release(by=request.user, draft=found, **form.cleaned_data)):
        messages.success(
            request, "Released. It can be offered now; the words stay here until they are wanted."
        )
        return to_chain(exchange)
    return small_form(request, form, f"Release version {found.number}", exchange, button="Release")
