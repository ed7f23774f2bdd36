"""How fast community remedies go, and which were not sent promptly."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.insight.performance.remedies import speeds
from amends.journey.contact.actions import log_contact
from amends.journey.referral.actions import hand_in
from amends.journey.referral.models import Referral
from amends.journey.referral.tests.browsing import words
from amends.journey.referral.tests.samples import CRA1, changed
from amends.journey.remedy.actions import record_done, set_due


@pytest.fixture
def remedy(service, referrer, coordinator, acting):
    """Both agreed on 1 May 2026, and it came on the 20th."""
    places = {"referral.happened_on": "2026-04-20"}
    for who in ("victim", "offender"):
        places[f"resolution.{who}_signed_on"] = "2026-05-01"
    content = changed(CRA1, places)
    for person, day in zip(content["people"], ("2026-04-28", "2026-05-01"), strict=True):
        person["consent_on"] = day
    acting(referrer)
    referral = hand_in(by=referrer, service=service, form="cra1", route="website", content=content)
    acting(coordinator)
    came = timezone.make_aware(dt.datetime(2026, 5, 20, 9))
    Referral.objects.filter(pk=referral.pk).update(received_at=came)
    return referral


@pytest.mark.requirement("EX-030")
def test_gap_of_19_days_is_shown_and_marked_over_a_limit_of_5(remedy, service, sign_in, coordinator):
    found = speeds(service, 5)[0]
    assert (found.second_consent_on, found.received_on) == (dt.date(2026, 5, 1), dt.date(2026, 5, 20))
    assert (found.gap, found.is_late, speeds(service, 19)[0].is_late) == (19, True, False)

    page = words(sign_in(Client(), coordinator).get(reverse("performance:remedy_speed")))
    assert "19, over the limit" in page
    assert "1 of 1 were not sent within 5 days" in page


@pytest.mark.requirement("EX-030")
def test_first_contact_and_last_action_are_measured(
    remedy, service, allocated_case, coordinator, facilitator, acting
):
    acting(coordinator)
    Referral.objects.filter(pk=remedy.pk).update(case=allocated_case.case)
    step = set_due(by=coordinator, action=remedy.actions.get(), due_on=timezone.localdate())
    assert speeds(service, 5)[0].completed_on is None
    with acting_as(facilitator):
        log_contact(
            by=facilitator,
            participant=allocated_case.harmed,
            kind="call",
            result="reached",
            at=timezone.now() - dt.timedelta(minutes=5),
            minutes=5,
            disclosable=False,
        )
    record_done(by=coordinator, step=step, on=timezone.localdate())

    found = speeds(service, 5)[0]
    today = timezone.localdate()
    assert (found.happened_on, found.first_contact_on, found.completed_on) == (
        dt.date(2026, 4, 20),
        today,
        today,
    )


def test_speed_is_not_for_referrers_or_the_board(sign_in, referrer, board_member, service):
    for user in (referrer, board_member):
        assert sign_in(Client(), user).get(reverse("performance:remedy_speed")).status_code == 404
