"""Papers for the day are kept only while the meeting stands, also when somebody stops as they are being made."""

import io
import threading

import docx
import pypdf
import pytest
from django.db import connection, transaction
from django.urls import reverse

from amends.foundation.access.acting import acting_as
from amends.foundation.documents.actions import make_document
from amends.foundation.documents.models import Document
from amends.foundation.documents.worded import Paper
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.models import AuditEvent
from amends.journey.allocation.actions import end_allocation
from amends.journey.allocation.models import Allocation
from amends.journey.consent.actions import withdraw
from amends.journey.consent.tests.cast import refuse
from amends.journey.meeting.actions import settle
from amends.journey.meeting.actions.printing import print_paper
from amends.journey.meeting.models import Meeting
from amends.journey.meeting.papers import make_arrival_sheet, make_running_order


def address(case, kind):
    return reverse("meeting:paper", args=[case.number, kind])


@pytest.mark.parametrize("kind", ["running-order", "door"])
@pytest.mark.parametrize(
    "stop",
    [
        lambda by, fence: withdraw(by=by, participant=fence.harmed),
        lambda by, fence: refuse(by, fence.harmed, "meeting", "withdrawn"),
    ],
    ids=["stop", "consent to meet taken back"],
)
def test_nothing_is_printed_once_the_meeting_is_called_off(
    confirmed, coordinator, client, sign_in, kind, stop
):
    with acting_as(coordinator):
        stop(coordinator, confirmed)
    page = sign_in(client, coordinator).post(address(confirmed.case, kind), follow=True).text
    assert "called off, so nothing is printed" in page
    assert not Document.objects.filter(subject=f"meeting:{confirmed.meeting.pk}").exists()


def test_what_was_printed_before_a_stop_is_not_printed_again_and_its_page_says_so(
    confirmed, coordinator, client, sign_in
):
    sign_in(client, coordinator)
    page = client.post(address(confirmed.case, "running-order")).url
    assert client.get(f"{page.rstrip('/')}.pdf").status_code == 200
    with acting_as(coordinator):
        withdraw(by=coordinator, participant=confirmed.harmed)
    assert client.get(f"{page.rstrip('/')}.pdf").url == page
    assert client.get(f"{page.rstrip('/')}.docx").url == page
    words = client.get(page).text
    assert "This meeting was called off on" in words
    assert "not printed any more" in words
    assert "Print (PDF)" not in words
    with acting_as(coordinator):
        printed = AuditEvent.objects.filter(
            subject=f"document:{page.split('/')[-2]}", what="document.printed"
        )
        assert printed.count() == 1


@pytest.mark.parametrize(
    ("kind", "old"), [("running-order", True), ("door", False)], ids=["holds what is settled", "does not"]
)
def test_a_paper_says_on_every_page_that_what_it_rests_on_has_changed(
    confirmed, coordinator, client, sign_in, kind, old
):
    sign_in(client, coordinator)
    page = client.post(address(confirmed.case, kind)).url
    assert "has changed since" not in client.get(page).text
    with acting_as(coordinator):
        seats = confirmed.meeting.arrangements.get(key="seating")
        settle(by=coordinator, arrangement=seats, state="yes", said_by="Fay", words="A circle")
    assert ("has changed since" in client.get(page).text) is old
    [first, *_] = pypdf.PdfReader(io.BytesIO(client.get(f"{page.rstrip('/')}.pdf").content)).pages
    assert ("Print it anew" in " ".join(first.extract_text().split())) is old


@pytest.mark.parametrize(("kind", "old"), [("running-order", True), ("door", False)])
def test_a_paper_that_names_who_facilitates_is_old_once_one_of_them_leaves(
    confirmed, coordinator, second_facilitator, client, sign_in, kind, old
):
    """The list for a prison's gate names them too, and the gate lets nobody in who is not on it."""
    sign_in(client, coordinator)
    page = client.post(address(confirmed.case, kind)).url
    with acting_as(coordinator):
        leaving = Allocation.objects.get(case=confirmed.case, user=second_facilitator)
        end_allocation(by=coordinator, allocation=leaving, reason="ill")
    assert ("has changed since" in client.get(page).text) is old


def test_a_letter_made_before_a_stop_says_so_above_its_words(confirmed, coordinator, client, sign_in):
    context = {"to_name": "Rhys", "body": "We ring you on Monday."}
    with acting_as(coordinator):
        file = confirmed.responsible_file
        before = make_document(by=coordinator, paper=Paper("plain-letter", context), belongs_to=file)
        withdraw(by=coordinator, participant=confirmed.harmed)
        after = make_document(by=coordinator, paper=Paper("plain-letter", context), belongs_to=file)
    sign_in(client, coordinator)
    said = "This case has stopped since"
    assert said in client.get(f"/documents/{before.pk}/").text
    assert said not in client.get(f"/documents/{after.pk}/").text
    [page] = pypdf.PdfReader(io.BytesIO(client.get(f"/documents/{before.pk}.pdf").content)).pages
    words = " ".join(page.extract_text().split())
    assert said in words
    assert "hand it to nobody" in words
    assert "harmed" not in words
    assert (
        said
        in docx.Document(io.BytesIO(client.get(f"/documents/{before.pk}.docx").content))
        .sections[0]
        .header.paragraphs[-1]
        .text
    )


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("make", [make_running_order, make_arrival_sheet])
def test_consent_taken_back_while_the_pack_prints_takes_the_pack_back(confirmed, coordinator, make):
    """Real connections and real commits: the stop is under way, unseen yet, while everything for the paper is read."""
    stopped, printing, said = threading.Event(), threading.Event(), []

    def take_back():
        try:
            with acting_as(coordinator), transaction.atomic():
                withdraw(by=coordinator, participant=confirmed.harmed)
                stopped.set()
                printing.wait(timeout=3)
        finally:
            stopped.set()
            connection.close()

    def made(*, by, meeting):
        document = make(by=by, meeting=meeting)
        said.append(document.pk)
        printing.set()
        return document

    stopping = threading.Thread(target=take_back)
    stopping.start()
    stopped.wait(timeout=20)
    with acting_as(coordinator):
        meeting = Meeting.objects.select_related("case__service", "venue").get(pk=confirmed.meeting.pk)
        with pytest.raises(Refused, match="called off") as refusal:
            print_paper(by=coordinator, meeting=meeting, make=made)
        stopping.join()
        assert said, "the paper had been made when the stop was seen"
        assert not Document.objects.filter(pk__in=said).exists()
        assert not AuditEvent.objects.filter(subject=f"document:{said[0]}").exists()
        assert Meeting.objects.get(pk=meeting.pk).state == Meeting.State.CANCELLED
    assert "HH" not in str(refusal.value)
    assert "harmed" not in str(refusal.value)
