"""Declining or stopping stands in no list of what is enforced and in no parole report, and the record says so."""

import csv
import datetime as dt
import io

import pytest
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import reach
from amends.foundation.case.lifecycle import Milestone
from amends.foundation.documents.rules import plain_text
from amends.foundation.lib.refusal import Refused
from amends.journey.consent.actions import withdraw
from amends.journey.consent.tests.cast import agree, refuse
from amends.journey.contact.actions.appointments import settle_appointment
from amends.journey.court.actions import following, sentencing
from amends.journey.court.actions.reporting_on import parole_information
from amends.journey.court.models import Enforcement
from amends.journey.court.rules.compliance import NO_ADVERSE_EFFECT, enforcement_list
from amends.journey.court.tests.cast import an_appointment, details


def an_hour_ago():
    return timezone.now() - dt.timedelta(hours=1)


def report_on(by, person):
    with acting_as(by):
        return plain_text(parole_information(by=by, participant=person).html)


def listed(client):
    page = client.get(reverse("court:enforced"))
    file = client.get(reverse("court:take_enforced")).content.decode("utf-8-sig")
    return page.text, list(csv.DictReader(io.StringIO(file)))


@pytest.fixture
def free(under, coordinator, writer):
    """Under the 2023 framework Rhys, who has a sentence, has agreed to take part."""
    fence = under("hmpps-2023")
    with acting_as(coordinator):
        sentencing.enter_sentence(
            by=coordinator, participant=fence.responsible, details=details(restorative=False, officer=writer)
        )
        agree(coordinator, fence.responsible, "take_part")
    return fence


@pytest.mark.requirement("PF-108")
@pytest.mark.parametrize("how", ["withdrawn", "refused"])
def test_stopping_is_no_missed_appointment_and_in_neither_list_nor_report(
    client, sign_in, free, coordinator, how
):
    person = free.responsible
    before = report_on(coordinator, person)
    with acting_as(coordinator):
        if how == "withdrawn":
            withdraw(by=coordinator, participant=person, reason="Not for me.")
        else:
            refuse(coordinator, person, "take_part")
        missed = an_appointment(coordinator, person, an_hour_ago(), kept="missed")
        assert following.note_missed(by=coordinator, appointment=missed) is None
    browser = sign_in(client, coordinator)
    text, rows = listed(browser)
    assert rows == []
    assert free.case.number not in text
    assert NO_ADVERSE_EFFECT in text
    assert report_on(coordinator, person) == before
    assert "There is nothing to report." in before
    assert NO_ADVERSE_EFFECT in before
    board = browser.get(reverse("consent:board", args=[person.pk])).text
    assert "has no bad effect for anybody: it is no missed appointment and no breach" in board


@pytest.mark.requirement("PF-108")
def test_what_was_planned_for_after_it_cannot_be_logged_as_missed(free, coordinator, acting):
    acting(coordinator)
    withdraw(by=coordinator, participant=free.responsible)
    stopped = free.responsible.consents.filter(purpose="take_part").latest("pk")
    later = an_appointment(coordinator, free.responsible, stopped.recorded_at, is_statutory=False)
    with pytest.raises(Refused, match="nobody missed anything"):
        settle_appointment(by=coordinator, appointment=later, kept="missed")


def test_what_they_did_before_they_stopped_is_theirs_to_have_reported(free, coordinator):
    with acting_as(coordinator):
        reach(by=coordinator, case=free.case, milestone=Milestone.COMMUNICATED)
        withdraw(by=coordinator, participant=free.responsible)
    assert "Communicated with the person harmed" in report_on(coordinator, free.responsible)


@pytest.mark.requirement("PF-108")
def test_under_rules_with_a_court_requirement_a_missed_appointment_is_enforced(
    client, sign_in, ordered, noms, coordinator
):
    with acting_as(coordinator):
        missed = an_appointment(coordinator, noms.responsible, an_hour_ago(), kept="missed")
        assert following.note_missed(by=coordinator, appointment=missed)
    text, rows = listed(sign_in(client, coordinator))
    assert noms.case.number in text
    assert [row["Case"] for row in rows] == [noms.case.number]
    assert "Community order with a restorative requirement" in report_on(coordinator, noms.responsible)


@pytest.mark.requirement("PF-108")
def test_a_case_that_has_come_under_the_framework_leaves_the_list(ordered, noms, under, coordinator, service):
    with acting_as(coordinator):
        missed = an_appointment(coordinator, noms.responsible, an_hour_ago(), kept="missed")
        following.note_missed(by=coordinator, appointment=missed)
    under("hmpps-2023")
    with acting_as(coordinator):
        assert Enforcement.objects.count() == 1
        assert enforcement_list(service) == []
