"""Once the service is live: what courts made of proposals, which offences the lists hold, and what plans say."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.insight.scoping.live import Offences, offences, sentence_plans
from amends.journey.court.actions.courts import keep_court
from amends.journey.court.models import Court, CourtReport, HearingResult, Proposal
from amends.journey.court.rules.concordance import concordance
from amends.journey.finding.tests.caseloads import as_csv, imported, row
from amends.journey.referral.tests.browsing import words

TODAY = timezone.localdate()


def heard(service, writer, court, number, *, made, on=None):
    """A proposal with the result of its hearing; `made` None: not known yet."""
    report = CourtReport.objects.create(
        service=service,
        author=writer,
        court=court,
        reference=f"T{number:04}",
        hearing_on=on or TODAY - dt.timedelta(days=number),
        considered=True,
        proposed=True,
    )
    Proposal.objects.create(
        service=service,
        report=report,
        vehicle="community_order",
        supervision_months=12,
        proposed_on=report.hearing_on - dt.timedelta(days=3),
    )
    if made is not None:
        HearingResult.objects.create(
            service=service,
            report=report,
            details="Fine" if not made else "Order with a restorative requirement",
            requirement_made=made,
            reported_at=timezone.now(),
            reported_by=writer,
        )
    return report


@pytest.fixture
def thirty(coordinator, service, writer, court):
    """Thirty proposals: 21 followed; of the other nine five at one court and four at another; and one still to come."""
    with acting_as(coordinator):
        other = keep_court(
            by=coordinator, court=Court(service=service), details={"name": "Basildon Crown Court"}
        )
        for number in range(21):
            heard(service, writer, court, number, made=True)
        for number in range(21, 30):
            heard(service, writer, court if number < 26 else other, number, made=False)
        heard(service, writer, court, 31, made=None)
        heard(service, writer, court, 32, made=False, on=TODAY - dt.timedelta(days=500))


@pytest.mark.requirement("W8-368")
def test_21_of_30_proposals_read_as_70_percent_with_the_other_nine_by_court(
    thirty, client, sign_in, manager, coordinator, service
):
    with acting_as(coordinator):
        found = concordance(service, TODAY - dt.timedelta(days=365), TODAY)
        assert (found.proposals, found.followed, found.rate, found.waiting) == (30, 21, "70%", 1)
        assert [(name, len(reports)) for name, reports in found.by_court] == [
            ("Chelmsford Crown Court", 5),
            ("Basildon Crown Court", 4),
        ]
    page = words(sign_in(client, manager).get(reverse("scoping:live")))
    assert "<strong>70%</strong> agreement: 21 of 30 proposals" in page
    assert page.count("Chelmsford Crown Court") == 5
    assert page.count("Basildon Crown Court") == 4


@pytest.mark.requirement("W8-368")
def test_offence_data_is_loaded_and_says_how_many_may_be_eligible_and_whose_plan_has_it(
    coordinator, service, client, sign_in, manager
):
    service.profile = "noms-2013"
    service.save()
    rows = [
        row(1, delivery_point="custody", rj_in_plan="yes"),
        row(2, delivery_point="custody", rj_in_plan="no"),
        row(3, delivery_point="custody", rj_in_plan=""),
        row(4, category="violence", delivery_point="community", rj_in_plan="yes"),
        row(5, category="violence", delivery_point="custody", rj_in_plan="no", domestic_abuse="yes"),
    ]
    more = ("delivery_point", "rj_in_plan")
    imported(coordinator, service, as_csv(rows, *more))

    assert offences(service) == [Offences("Acquisitive", 3, 3, 3), Offences("Violence", 2, 1, 1)]
    plans = sentence_plans(service)
    assert (plans.eligible, plans.planned, plans.not_planned, plans.not_said) == (3, 1, 1, 1)
    page = words(sign_in(client, manager).get(reverse("scoping:live")))
    assert "<strong>1 of 3</strong> eligible prisoners" in page


def test_with_nothing_there_the_page_says_so(client, sign_in, manager, facilitator):
    page = words(sign_in(client, manager).get(reverse("scoping:live")))
    for sentence in (
        "Nothing was proposed to a court.",
        "No list has been read yet.",
        "No eligible prisoner",
    ):
        assert sentence in page
    assert sign_in(client, facilitator).get(reverse("scoping:live")).status_code == 404


def test_page_takes_few_queries(thirty, client, sign_in, manager, django_assert_max_num_queries):
    browser = sign_in(client, manager)
    browser.get("/")
    with django_assert_max_num_queries(12):
        browser.get(reverse("scoping:live"))
