"""On the recipient's side: offering, their choice, fetching, delivery, and what goes back."""

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.doors import open_file
from amends.foundation.case.models import CaseFile
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.attempt import carried_out
from amends.journey.indirect import actions, forms
from amends.journey.indirect.models import Exchange, Offer
from amends.journey.indirect.views import opened, principals_in, small_form, to_chain

CARRY = Permission.MESSAGE_CARRY


def recipient_file(request: StaffRequest, exchange: Exchange) -> CaseFile:
    """The recipient's file, or 404 for those who may not open it."""
    return open_file(request.user, exchange.case, exchange.to_side, why="message.offers_looked_at")


def offered(request: StaffRequest, exchange: Exchange, offer_id: int) -> Offer:
    """One offer, for those who may open the recipient's file."""
    rows = Offer.objects.filter(exchange=exchange, pk=offer_id, file=recipient_file(request, exchange))
    found = rows.select_related("participant", "file").first()
    if found is None:
        raise Http404
    found.exchange = exchange
    return found


@staff_view(CARRY)
def offer(request: StaffRequest, number: str, exchange_id: int) -> HttpResponseBase:
    """Tell somebody that there is something for them."""
    exchange = opened(request, number, exchange_id)
    form = forms.OfferForm(request.POST or None, people=principals_in(recipient_file(request, exchange)))
    if carried_out(
        form,
        lambda: actions.offer(
            by=request.user, exchange=exchange, participant=form.whom(), on=form.cleaned_data["on"]
        ),
    ):
        return to_chain(exchange)
    return small_form(request, form, "Offer it", exchange)


@staff_view(CARRY)
def choice(request: StaffRequest, number: str, exchange_id: int, offer_id: int) -> HttpResponseBase:
    """What they want to do with it."""
    exchange = opened(request, number, exchange_id)
    row = offered(request, exchange, offer_id)
    form = forms.ChoiceForm(request.POST or None)
    if carried_out(form, lambda: actions.choose(by=request.user, row=row, **form.cleaned_data)):
        return to_chain(exchange)
    return small_form(request, form, f"{row.participant.initials}: what do they want?", exchange)


@staff_view(CARRY)
@require_POST
def fetch(request: StaffRequest, number: str, exchange_id: int, offer_id: int) -> HttpResponseBase:
    """Copy the released words into the recipient's file."""
    exchange = opened(request, number, exchange_id)
    try:
        actions.fetch(by=request.user, row=offered(request, exchange, offer_id))
        messages.success(request, "The words are in their file now. Read them before you take them along.")
    except Refused as refusal:
        messages.error(request, refusal.in_full)
    return to_chain(exchange)


@staff_view(CARRY)
def delivered(request: StaffRequest, number: str, exchange_id: int, offer_id: int) -> HttpResponseBase:
    """How it reached them."""
    exchange = opened(request, number, exchange_id)
    row = offered(request, exchange, offer_id)
    form = forms.DeliveredForm(request.POST or None, exchange=exchange)
    if carried_out(form, lambda: actions.deliver(by=request.user, row=row, **form.delivery())):
        return to_chain(exchange)
    return small_form(request, form, f"{row.participant.initials}: how it reached them", exchange)


@staff_view(CARRY)
def again(request: StaffRequest, number: str, exchange_id: int, offer_id: int) -> HttpResponseBase:
    """A recorded message is shown once more."""
    exchange = opened(request, number, exchange_id)
    row = offered(request, exchange, offer_id)
    form = forms.AgainForm(request.POST or None)
    if carried_out(form, lambda: actions.show_again(by=request.user, row=row, **form.cleaned_data)):
        return to_chain(exchange)
    return small_form(request, form, f"{row.participant.initials}: it was shown again", exchange)


@staff_view(CARRY)
def back(request: StaffRequest, number: str, exchange_id: int, offer_id: int) -> HttpResponseBase:
    """The paper or recording is back."""
    exchange = opened(request, number, exchange_id)
    row = offered(request, exchange, offer_id)
    form = forms.BackForm(request.POST or None)
    if carried_out(form, lambda: actions.bring_back(by=request.user, row=row, **form.cleaned_data)):
        return to_chain(exchange)
    return small_form(request, form, "It came back", exchange)


@staff_view(CARRY)
def told(request: StaffRequest, number: str, exchange_id: int) -> HttpResponseBase:
    """What the sender may be told."""
    exchange = opened(request, number, exchange_id)
    form = forms.ToldForm(request.POST or None)
    if carried_out(form, lambda: actions.tell_back(by=request.user, exchange=exchange, **form.cleaned_data)):
        return to_chain(exchange)
    return small_form(request, form, "What the sender is told", exchange)


@staff_view(CARRY)
def end(request: StaffRequest, number: str, exchange_id: int) -> HttpResponseBase:
    """It is over."""
    exchange = opened(request, number, exchange_id)
    form = forms.EndForm(request.POST or None)
    if exchange.state != Exchange.State.DELIVERED:
        form.fields.clear()
    if carried_out(form, lambda: actions.end(by=request.user, exchange=exchange, **form.cleaned_data)):
        return to_chain(exchange)
    return small_form(request, form, "End it", exchange, button="End it")
