"""Somebody agrees: on a screen handed to them, on paper with its scan, or by word; and a look at what they signed."""

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amends.foundation.access.handing import Handed, hand_over, handed_over, move_on
from amends.foundation.access.models import User
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.attempt import carried_out
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.agreement import actions, forms
from amends.journey.agreement.actions.agreeing import in_words
from amends.journey.agreement.actions.signing import words_signed
from amends.journey.agreement.models import Party, Signature
from amends.journey.agreement.views import COPY, WRITE, current, one_form, party_of


@staff_view(WRITE)
def agree(request: StaffRequest, number: str, key: int) -> HttpResponseBase:
    """Somebody agreed on paper or by word; the way to the page on which they sign is here as well."""
    agreement = current(request, number)
    party = party_of(agreement, key)
    form = forms.AgreeForm(request.POST or None, request.FILES or None)
    if carried_out(form, lambda: _said_yes(request.user, party, form)):
        return redirect("agreement:show", number)
    context = {"form": form, "case": agreement.case, "party": party}
    return render(request, "agreement/agree.html", context)


def _said_yes(by: User, party: Party, form: forms.AgreeForm) -> Party:
    typed = form.cleaned_data
    if typed["how"] == Party.How.PAPER:
        return actions.agree_on_paper(by=by, party=party, on=typed["on"], upload=typed["upload"])
    return actions.agree(by=by, party=party, on=typed["on"], how=typed["how"])


@staff_view(WRITE)
def scan(request: StaffRequest, number: str, key: int) -> HttpResponseBase:
    """The sheet that somebody signed, where it was not at hand before."""
    agreement = current(request, number)
    party = party_of(agreement, key)
    form = forms.ScanForm(request.POST or None, request.FILES or None)
    return one_form(
        request,
        agreement.case,
        form,
        lambda: actions.add_scan(by=request.user, party=party, upload=form.cleaned_data["upload"]),
        title=f"The sheet that {party.called} signed",
    )


@require_POST
@staff_view(WRITE)
def hand_to_them(request: StaffRequest, number: str, key: int) -> HttpResponseBase:
    """The device goes to whoever signs: it opens the page for that and nothing else until it is taken back."""
    agreement = current(request, number)
    party = party_of(agreement, key)
    handed = Handed(
        page=reverse("agreement:sign", args=[number, party.pk]),
        back=reverse("agreement:show", args=[number]),
        subject=f"party:{party.pk}",
        service_id=agreement.case.service_id,
        case_id=agreement.case.pk,
    )
    return hand_over(by=request.user, request=request, handed=handed)


@staff_view(WRITE, keeps_form=False)
def sign(request: StaffRequest, number: str, key: int) -> HttpResponseBase:
    """The words and a place to sign, on a device that was handed over: it leads nowhere and shows nothing else."""
    agreement = current(request, number)
    party = party_of(agreement, key)
    if handed_over(request) is None:
        return redirect("agreement:agree", number, key)
    form = forms.SignForm(request.POST or None)
    if carried_out(form, lambda: _signed(request.user, party, form)):
        return move_on(request=request, page=reverse("agreement:thanks", args=[number, party.pk]))
    points = list(agreement.points.select_related("who").order_by("pk"))
    context = {"form": form, "case": agreement.case, "party": party, "words": in_words(agreement, points)}
    return render(request, "agreement/sign.html", context)


def _signed(by: User, party: Party, form: forms.SignForm) -> Signature:
    """Whoever signs reads only what they can put right themselves: never that somebody of the other side said stop."""
    try:
        return actions.sign(by=by, party=party, **form.cleaned_data)
    except Refused as refusal:
        if refusal.field in form.fields:
            raise
        raise Refused("It cannot be signed just now.", opens="Please hand this back.") from refusal


@staff_view(WRITE)
def thanks(request: StaffRequest, number: str, key: int) -> HttpResponseBase:
    """Thank you, and please hand it back."""
    agreement = current(request, number)
    if handed_over(request) is None:
        return redirect("agreement:show", number)
    context = {"case": agreement.case, "party": party_of(agreement, key)}
    return render(request, "agreement/thanks.html", context)


@staff_view(COPY)
def signature(request: StaffRequest, number: str, key: int) -> HttpResponseBase:
    """What somebody signed and how, for those who may open their file. Raises Http404 for anybody else."""
    agreement = current(request, number)
    party = party_of(agreement, key)
    found = Signature.objects.filter(party=party).select_related("scan", "taken_by", "file").first()
    if found is None:
        raise Http404
    record(
        by=request.user,
        act=Act.CONSULTATION,
        what="agreement.signature_seen",
        file=found.file,
        subject=f"party:{party.pk}",
    )
    context = {
        "case": agreement.case,
        "party": party,
        "signature": found,
        "unchanged": found.words_sha256 == words_signed(agreement),
        "back_url": reverse("agreement:show", args=[number]),
    }
    return render(request, "agreement/signature.html", context)
