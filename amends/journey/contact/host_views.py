"""Contacts for the host's record: what waits, who types it in, and whether what stands there is right."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.doors import open_participant
from amends.foundation.pages.submitting import submit
from amends.journey.contact import actions, lists
from amends.journey.contact.forms import PostingForm
from amends.journey.contact.host_forms import AccuracyForm, EntryForm
from amends.journey.contact.models import AccuracyCheck, HostPosting
from amends.journey.contact.rules.hosting import arrangements, field_workers, host_access_of, inputters

KEEP = Permission.WORKFORCE_MANAGE
SHOWN = 200


@staff_view(Permission.CONTACT_LOG)
def transfers(request: StaffRequest) -> HttpResponse:
    """Contacts that still wait to be passed on to the host's record; first those that this person types in."""
    waiting = HostPosting.objects.filter(service=request.service, posted_at__isnull=True)
    rows = waiting.select_related("contact__participant__case", "contact__logged_by", "inputter")
    rows = rows.order_by("contact__at", "pk")
    context = {
        "title": "Host record",
        "mine": lists.transfers_table(rows.filter(inputter=request.user)[:SHOWN], "For you to type in"),
        "others": lists.transfers_table(rows.exclude(inputter=request.user)[:SHOWN], "Waiting for others"),
    }
    return render(request, "contact/host.html", context)


@staff_view(Permission.CONTACT_LOG)
def transfer(request: StaffRequest, posting_id: int) -> HttpResponse:
    """One line for the host's record, checked for anything of the person harmed."""
    posting = get_object_or_404(HostPosting.objects.select_related("contact", "file"), pk=posting_id)
    participant = posting.contact.participant = open_participant(request.user, posting.contact.participant_id)
    form = PostingForm(request.POST or None, initial={"summary": posting.summary})
    if submit(form, lambda: actions.post_to_host(by=request.user, posting=posting, **form.cleaned_data)):
        messages.success(request, "Marked as passed on.")
        return redirect("contact:transfers")
    return _form(request, form, f"{participant.case.number}: for the host record", "contact:transfers")


@staff_view(KEEP)
def people(request: StaffRequest) -> HttpResponse:
    """Who enters contacts themselves, and who types them in for whom."""
    table = lists.entry_table(arrangements(request.service))
    lead = (
        "Contacts with people responsible also stand in the host’s record, and its figures come from there."
    )
    return render(
        request, "contact/list.html", {"title": "Entry into the host record", "table": table, "lead": lead}
    )


@staff_view(KEEP)
def person(request: StaffRequest, user_id: int) -> HttpResponse:
    """One of them."""
    worker = field_workers(request.service).filter(pk=user_id).first()
    if worker is None:
        raise Http404
    known = host_access_of(worker, request.service.pk)
    form = EntryForm(request.POST or None, people=inputters(request.service, worker), known=known)
    if submit(
        form,
        lambda: actions.arrange_entry(
            by=request.user, service=request.service, user=worker, **form.arrangement()
        ),
    ):
        messages.success(request, "Arranged. What waits has gone to whoever types it in now.")
        return redirect("contact:entry")
    return _form(request, form, f"{worker.name}: entry into the host record", "contact:entry")


@staff_view(KEEP)
def accuracy(request: StaffRequest) -> HttpResponse:
    """Checks of what stands in the host's record, and noting one."""
    form = AccuracyForm(request.POST or None, initial={"checked_on": timezone.localdate()})
    if submit(
        form, lambda: actions.note_accuracy(by=request.user, service=request.service, **form.cleaned_data)
    ):
        messages.success(request, "The check is on record.")
        return redirect("contact:accuracy")
    rows = (
        AccuracyCheck.objects.filter(service=request.service)
        .select_related("by")
        .order_by("-checked_on", "-pk")
    )
    context = {
        "title": "Is the host record right?",
        "table": lists.accuracy_table(rows[:SHOWN]),
        "form": form,
    }
    return render(request, "contact/accuracy.html", context)


def _form(request: StaffRequest, form: object, title: str, back: str) -> HttpResponse:
    context = {"form": form, "title": title, "button": "Save", "cancel_url": reverse(back)}
    return render(request, "pages/form.html", {**context, "back_url": reverse(back)})
