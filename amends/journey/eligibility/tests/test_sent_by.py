"""Who among the partners sends referrals, counted from the referrals themselves."""

from datetime import date, datetime

import pytest
import time_machine
from django.urls import reverse

from amends.foundation.access.models import Agency
from amends.foundation.lib.dates import LONDON
from amends.journey.eligibility.tests.referrals import a_referral
from amends.service.partners.actions import record_feedback

TODAY = date(2027, 5, 10)
NOON = datetime(2027, 5, 10, 12, tzinfo=LONDON)


def months_ago(months):
    return datetime(2027, 5 - months, 9, 12, tzinfo=LONDON)


@pytest.mark.requirement("EX-071")
def test_district_that_sent_none_in_three_months_is_shown_with_nought_and_a_prompt(
    client, sign_in, coordinator, service, police, council, acting
):
    Agency.objects.filter(pk=council.pk).update(district="Epping Forest")
    a_referral(service, agency=council, received_at=months_ago(4))
    for _ in range(2):
        a_referral(service, agency=police, received_at=months_ago(1))
    with time_machine.travel(NOON):
        sign_in(client, coordinator)
        lines = {}
        for months in (3, 6):
            table = client.get(reverse("partners:list"), {"months": months}).context["table"]
            lines[months] = {row[0].text: row for row in table.rows}
        forest = lines[3]["Rushmere Council"]
        assert forest[2:6] == ["Epping Forest", 0, 0, 0]
        assert (forest[6], forest[7].tag.text) == ("9 January 2027", "Get in touch")
        assert (lines[3]["Essex Police"][3], lines[3]["Essex Police"][7]) == (2, "")
        assert (lines[6]["Rushmere Council"][3], lines[6]["Rushmere Council"][7]) == (1, "")
        acting(coordinator)
        record_feedback(by=coordinator, agency=council, kind="group", received_on=TODAY, words="Good.")
        table = client.get(reverse("partners:list"), {"months": 3}).context["table"]
        forest = next(row for row in table.rows if row[0].text == "Rushmere Council")
        assert (forest[3], forest[5], forest[7].tag.text) == (0, 1, "Get in touch")
