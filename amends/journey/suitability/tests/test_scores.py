"""Scores are kept with where they come from, and decide nothing."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from amends.foundation.lib.refusal import Refused
from amends.journey.suitability.actions import Given, enter_score
from amends.journey.suitability.models import Judgement, Score
from amends.journey.suitability.tests.cast import found_suitable, judged


def test_scores_are_kept_as_given_with_instrument_version_and_who(desk, coordinator, a_case):
    given = Given("arp", "4.1.2", Decimal("4.27"), date(2026, 9, 1), "OASys", one_year=Decimal("2.10"))
    score = enter_score(by=coordinator, participant=a_case.responsible, given=given)
    assert (score.two_year, score.band, score.entered_by) == (Decimal("4.27"), "", coordinator)
    page = desk.get(reverse("suitability:scores", args=[a_case.responsible.pk])).content.decode()
    for words in ("ARP", "version 4.1.2", "4.3%", "OASys", "Cora Ordinate"):
        assert words in page
    with pytest.raises(Refused, match="responsible only"):
        enter_score(by=coordinator, participant=a_case.harmed, given=given)


def test_ogrs3_is_worked_out_from_the_page_and_says_that_it_is_historical(desk, a_case):
    address = reverse("suitability:calculate_score", args=[a_case.responsible.pk])
    assert "Historical instrument" in desk.get(address).content.decode()
    sent: dict[str, object] = {
        "sex": "male",
        "is_caution": "no",
        "sanctions": "2",
        "age_at_first": "21",
        "offence": "fraud",
    }
    for name, day in (
        ("born", date(1991, 7, 17)),
        ("convicted_on", date(2021, 8, 5)),
        ("follow_up_from", date(2021, 12, 12)),
    ):
        sent |= {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}
    wrong = desk.post(address, {**sent, "age_at_first": "40"}).content.decode()
    assert "cannot be later than this one" in wrong
    assert desk.post(address, sent).status_code == 302
    score = Score.objects.get()
    assert [score.one_year, score.two_year] == [Decimal(11), Decimal(20)]
    assert (score.band, score.source) == ("Low", "calculated")


@pytest.mark.parametrize("percent", ["0.00", "100.00"])
def test_a_score_alone_never_decides(coordinator, a_case, percent):
    found_suitable(coordinator, a_case)
    given = Given("arp", "4", Decimal(percent), timezone.localdate(), "OASys")
    enter_score(by=coordinator, participant=a_case.responsible, given=given)
    assert Judgement.objects.count() == 2
    assert judged(coordinator, a_case.responsible).outcome == "suitable"
