"""Supporters are assessed, others affected are listed, and times at which somebody cannot come are kept free."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import grant_file, open_new_case
from amends.foundation.lib.refusal import Refused
from amends.foundation.people.actions import add_person
from amends.journey.preparation.actions import (
    add_unavailable,
    drop_unavailable,
    find_supporter,
    keep_affected,
)
from amends.journey.preparation.models import Affected, SupporterFinding, Unavailable
from amends.journey.preparation.rules import affected_of, check_may_come, check_nobody_kept_away
from amends.journey.preparation.rules.times import overlaps, words_of_days
from amends.journey.preparation.tests.cast import get_prepared

FOUND: dict[str, Any] = {"suitable": True, "reason": "Calm, and listens.", "relationship": "sister"}
CHILDCARE = {
    "days": [0, 1, 2, 3, 4],
    "from_time": dt.time(15),
    "until_time": dt.time(16, 30),
    "why": "childcare",
}


@pytest.fixture
def sister(coordinator, a_case):
    details = {"full_name": "Sia Sister", "date_of_birth": "1980-01-01"}
    return add_person(
        by=coordinator, file=a_case.harmed_file, details=details, part="supporter", of=a_case.harmed
    ).participant


@pytest.mark.requirement("W8-148")
def test_supporter_may_come_once_assessed_as_suitable_and_prepared(coordinator, sister):
    with pytest.raises(Refused, match="has not been assessed yet: SS"):
        check_may_come(sister)
    find_supporter(by=coordinator, participant=sister, **{**FOUND, "suitable": False})
    with pytest.raises(Refused, match="found not suitable"):
        check_may_come(sister)
    find_supporter(by=coordinator, participant=sister, **FOUND)
    with pytest.raises(Refused, match="not prepared yet"):
        check_may_come(sister)
    get_prepared(coordinator, sister)
    check_may_come(sister)
    assert SupporterFinding.objects.count() == 2


def test_a_finding_needs_its_reason_and_is_of_supporters_only(coordinator, a_case, sister):
    with pytest.raises(ValidationError):
        find_supporter(by=coordinator, participant=sister, **{**FOUND, "reason": ""})
    with pytest.raises(Refused, match="Only supporters"):
        find_supporter(by=coordinator, participant=a_case.harmed, **FOUND)
    check_may_come(a_case.harmed)


def test_supporter_who_is_a_party_elsewhere_is_left_to_the_coordinator_and_nothing_is_given_away(
    client, sign_in, coordinator, facilitator, a_case, sister, service
):
    other = open_new_case(by=coordinator, service=service, family="neighbour_dispute", what="drums at night")
    details = {"full_name": "sia sister", "date_of_birth": "1980-01-01"}
    add_person(by=coordinator, file=other.files.get(side="responsible"), details=details)
    grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="allocated")
    with acting_as(facilitator):
        with pytest.raises(Refused, match="party to another matter") as refusal:
            find_supporter(by=facilitator, participant=sister, **FOUND)
        assert other.number not in str(refusal.value)
        assert find_supporter(by=facilitator, participant=sister, **{**FOUND, "suitable": False}).pk
    address, warned = reverse("preparation:supporter", args=[sister.pk]), "party to another open matter"
    assert warned not in sign_in(client, facilitator).get(address).text
    assert warned in sign_in(client, coordinator).get(address).text
    assert find_supporter(by=coordinator, participant=sister, **FOUND).suitable


def test_another_of_that_name_born_on_another_day_is_nobody_we_know(
    coordinator, facilitator, a_case, sister, service
):
    other = open_new_case(by=coordinator, service=service, family="neighbour_dispute", what="drums at night")
    details = {"full_name": "Sia Sister", "date_of_birth": "1950-01-01"}
    add_person(by=coordinator, file=other.files.get(side="responsible"), details=details)
    grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="allocated")
    with acting_as(facilitator):
        assert find_supporter(by=facilitator, participant=sister, **FOUND).suitable


def name(by, person, called="The club", **details):
    given = {"name": called, "link": "Forty people used it", "source": "side"}
    return keep_affected(by=by, file=person.file, participant=person, details={**given, **details})


def test_who_was_affected_stays_in_the_file_of_who_named_them(coordinator, facilitator, a_case):
    name(coordinator, a_case.responsible)
    grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="allocated")
    assert [row.name for row in affected_of(a_case.case)] == ["The club"]
    with acting_as(facilitator):
        assert affected_of(a_case.case) == []
    with pytest.raises(ValidationError, match="on the list already"):
        name(coordinator, a_case.responsible)


def on(weekday, hour, minute=0):
    """A moment of a day of the week that is still to come."""
    today = timezone.localdate()
    day = today + dt.timedelta(days=(weekday - today.weekday()) % 7 + 7)
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour, minute)))


@pytest.mark.parametrize(
    ("weekday", "starts", "ends", "clash"),
    [(1, 15, 17, True), (1, 14, 16, True), (1, 13, 15, False), (1, 17, 18, False), (5, 15, 16, False)],
)
def test_time_of_childcare_is_in_the_way_until_help_is_arranged(
    coordinator, a_case, weekday, starts, ends, clash
):
    row = add_unavailable(by=coordinator, participant=a_case.harmed, details=CHILDCARE)
    times = (on(weekday, starts), on(weekday, ends))
    if clash:
        with pytest.raises(Refused, match=r"HH, Monday to Friday 15:00 to 16:30"):
            check_nobody_kept_away(a_case.case, *times)
        Unavailable.objects.filter(pk=row.pk).update(help_arranged="Her mother")
    check_nobody_kept_away(a_case.case, *times)


def test_whose_time_it_is_stays_on_their_side(coordinator, facilitator, a_case):
    row = add_unavailable(by=coordinator, participant=a_case.responsible, details=CHILDCARE)
    grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="allocated")
    with acting_as(facilitator), pytest.raises(Refused, match="Somebody cannot come then") as refusal:
        check_nobody_kept_away(a_case.case, on(1, 15), on(1, 16))
    assert not any(word in str(refusal.value) for word in ("RP", "other side", "responsible"))
    drop_unavailable(by=coordinator, row=row)
    check_nobody_kept_away(a_case.case, on(1, 15), on(1, 16))


@pytest.mark.parametrize("begins", [0, 8 * 60, 9 * 60 - 1, 9 * 60, 12 * 60, 17 * 60 - 1, 17 * 60, 23 * 60])
@pytest.mark.parametrize("minutes", [1, 2, 60, 61, 300])
def test_two_times_overlap_exactly_when_neither_is_over_before_the_other_begins(begins, minutes):
    day = timezone.make_aware(dt.datetime(2026, 3, 3, 0, 0))
    ends = min(begins + minutes, 1439)
    row = Unavailable(days=[1], from_time=dt.time(9), until_time=dt.time(17))
    found = overlaps(row, day + dt.timedelta(minutes=begins), day + dt.timedelta(minutes=ends))
    assert found == (ends > 9 * 60 and begins < 17 * 60)


@pytest.mark.parametrize(
    ("days", "words"),
    [([0, 1, 2, 3, 4], "Monday to Friday"), ([1, 3], "Tuesday, Thursday"), ([5, 6], "Saturday, Sunday")],
)
def test_days_in_words(days, words):
    assert words_of_days(days) == words


def test_supporter_is_assessed_on_their_page_and_the_other_sides_is_404(
    client, sign_in, coordinator, facilitator, a_case, sister
):
    grant_file(by=coordinator, file=a_case.responsible_file, user=facilitator, reason="allocated")
    address = reverse("preparation:supporter", args=[sister.pk])
    sign_in(client, coordinator)
    said = {"relationship": "sister", "suitable": "yes", "reason": "Calm, and listens."}
    assert "Suitable" in client.post(address, said, follow=True).text
    sign_in(client, facilitator)
    assert client.get(address).status_code == 404
    affected = name(coordinator, a_case.harmed)
    assert (
        client.get(reverse("preparation:change_affected", args=[a_case.harmed.pk, affected.pk])).status_code
        == 404
    )
    assert Affected.objects.count() == 1
