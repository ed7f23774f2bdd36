"""Papers for the day are kept only while the meeting stands, also when somebody stops as they are being made."""

import threading

import pytest
from django.db import connection, transaction
from django.urls import reverse

from amends.foundation.access.acting import acting_as
from amends.foundation.documents.models import Document
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.models import AuditEvent
from amends.journey.consent.actions import withdraw
from amends.journey.consent.tests.cast import refuse
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
