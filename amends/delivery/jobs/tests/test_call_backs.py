"""At the time agreed for another try, whoever rings hears of it, and finds the number where the reminder leads."""

import re
from datetime import datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from amends.delivery.jobs.reminders import remind_of_clocks
from amends.foundation.access.acting import acting_as
from amends.foundation.access.programs import as_clockwork
from amends.foundation.lib.dates import LONDON
from amends.foundation.messages.models import Notice
from amends.journey.contact.models import Contact
from amends.journey.followup.tests.cast import ask_both, ring

FOURTH = datetime(2027, 6, 4, 10, tzinfo=LONDON)
SIXTH_AT_SIX = datetime(2027, 6, 6, 18, tzinfo=LONDON)


def reminded(user, service, moment):
    with as_clockwork(service):
        remind_of_clocks(service, moment)
        return Notice.objects.filter(user=user, words__contains="Call HH back").first()


@pytest.mark.requirement("EX-159", "W8-349")
def test_at_six_on_the_day_the_reminder_leads_to_the_number(
    client, sign_in, allocated_case, coordinator, facilitator, service
):
    person = allocated_case.harmed
    with time_machine.travel(FOURTH), acting_as(facilitator):
        ring(facilitator, person, call_back_at=SIXTH_AT_SIX)
    for user in (coordinator, facilitator):
        assert reminded(user, service, SIXTH_AT_SIX - timedelta(minutes=1)) is None
    with time_machine.travel(SIXTH_AT_SIX + timedelta(seconds=1)):
        for user in (coordinator, facilitator):
            notice = reminded(user, service, timezone.now())
            assert notice
            assert "07700" not in notice.words
            page = sign_in(client, user).get(notice.link).text
            assert "07700900101" in re.sub(r"\s|&nbsp;", "", page)


@pytest.mark.requirement("EX-159", "W8-349")
def test_three_attempts_stand_with_their_days_and_are_used_up(
    client, sign_in, allocated_case, coordinator, facilitator
):
    person = allocated_case.harmed
    with time_machine.travel(FOURTH), acting_as(coordinator):
        ask_both(coordinator, allocated_case.case, person)
    address = reverse("followup:person", args=[person.pk])
    for days, results in ((0, 1), (1, 2), (2, 3)):
        with time_machine.travel(FOURTH + timedelta(days=days, hours=1)):
            with acting_as(facilitator):
                ring(facilitator, person)
                assert [c.attempt for c in Contact.objects.order_by("pk")] == list(range(1, results + 1))
            page = sign_in(client, coordinator).get(address).text
            assert f"Attempts: {results} of 3" in page
    for day in ("4 June 2027", "5 June 2027", "6 June 2027"):
        assert f"<li>{day} at 11am: telephone call, no answer" in page
