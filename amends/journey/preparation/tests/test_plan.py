"""A case has a plan with days, shows where it is late, and settles on a way together."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import grant_file, reach
from amends.foundation.case.lifecycle import Milestone
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.tests.costs import cost
from amends.journey.preparation.actions import Talk, change_aim, choose_way, set_plan, settle_way, usual_days
from amends.journey.preparation.models import PlanStep, SettledWay
from amends.journey.preparation.rules import aim_of, late_at, steps_of, usual_steps

TODAY = timezone.localdate
FIRST = timezone.localdate() + dt.timedelta(days=10)


def moment(day):
    return timezone.make_aware(dt.datetime.combine(day, dt.time(9)))


def test_plan_begins_with_usual_days_in_the_order_of_a_case(a_case):
    days = list(usual_days(a_case.case).values())
    assert days == sorted(days)
    assert set(usual_steps()) <= set(Milestone.values)


@pytest.mark.requirement("W8-155")
def test_case_whose_step_was_due_yesterday_is_late_at_it_in_the_list(client, sign_in, coordinator, a_case):
    set_plan(
        by=coordinator,
        case=a_case.case,
        targets={"way_chosen": FIRST, "communicated": FIRST + dt.timedelta(days=30)},
    )
    sign_in(client, coordinator)
    with time_machine.travel(moment(FIRST)):
        assert late_at([a_case.case]) == {}
    with time_machine.travel(moment(FIRST + dt.timedelta(days=1))):
        assert late_at([a_case.case]) == {a_case.case.pk: "Way of communicating chosen"}
        sign_in(client, coordinator)
        assert "Late: Way of communicating chosen" in client.get(reverse("casefile:cases")).text
        assert "1 day late" in client.get(reverse("preparation:case", args=[a_case.case.number])).text
        reach(by=coordinator, case=a_case.case, milestone=Milestone.WAY_CHOSEN)
        assert late_at([a_case.case]) == {}
        assert [step.slippage for step in steps_of(a_case.case)] == [1, 0]


@pytest.mark.requirement("W8-155")
def test_aim_begins_with_a_meeting_and_changes_for_a_reason(coordinator, a_case):
    assert aim_of(a_case.case) is None
    with pytest.raises(ValidationError, match="no longer a meeting"):
        change_aim(by=coordinator, case=a_case.case, aim="indirect")
    change_aim(by=coordinator, case=a_case.case, aim="indirect", reason="They live six hours apart.")
    found = aim_of(a_case.case)
    assert found
    assert found.get_aim_display() == "Letters or messages"
    change_aim(by=coordinator, case=a_case.case, aim="meeting")


def test_step_without_a_day_leaves_the_plan(coordinator, a_case):
    set_plan(by=coordinator, case=a_case.case, targets={"way_chosen": FIRST, "communicated": FIRST})
    set_plan(by=coordinator, case=a_case.case, targets={"way_chosen": None, "communicated": FIRST})
    assert [row.milestone for row in PlanStep.objects.all()] == ["communicated"]


def choose(by, person, way):
    choose_way(by=by, participant=person, way=way, on=TODAY(), talk=Talk(discussed_on=TODAY()))


def settle(by, case, way="meeting"):
    return settle_way(by=by, case=case, way=way, on=TODAY(), present="Both facilitators, each at their home")


@pytest.mark.requirement("PF-081")
def test_meeting_is_settled_only_once_who_preferred_letters_has_agreed_to_it(coordinator, a_case):
    choose(coordinator, a_case.harmed, "letters")
    choose(coordinator, a_case.responsible, "meeting")
    with pytest.raises(Refused, match="HH would rather: to write or receive letters") as refusal:
        settle(coordinator, a_case.case)
    assert "record first that they agree" in refusal.value.opens
    choose(coordinator, a_case.harmed, "meeting")
    assert settle(coordinator, a_case.case).present.startswith("Both")
    assert list(a_case.harmed.way_choices.order_by("pk").values_list("way", flat=True)) == [
        "letters",
        "meeting",
    ]


def test_what_the_other_side_would_rather_is_not_said_to_who_sees_one_file(coordinator, facilitator, a_case):
    choose(coordinator, a_case.harmed, "meeting")
    choose(coordinator, a_case.responsible, "letters")
    grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="allocated")
    with acting_as(facilitator), pytest.raises(Refused, match="Not everybody has agreed") as refusal:
        settle(facilitator, a_case.case)
    assert "letters" not in str(refusal.value)


def dated(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def test_plan_aim_and_way_are_set_on_pages(client, sign_in, coordinator, a_case):
    for person in (a_case.harmed, a_case.responsible):
        choose(coordinator, person, "meeting")
    sign_in(client, coordinator)
    number = [a_case.case.number]
    assert client.get(reverse("preparation:plan", args=number)).status_code == 200
    assert (
        client.post(reverse("preparation:plan", args=number), dated("way_chosen", FIRST)).status_code == 302
    )
    answer = client.post(reverse("preparation:aim", args=number), {"aim": "indirect", "reason": ""})
    assert "no longer a meeting" in answer.text
    assert (
        client.post(reverse("preparation:aim", args=number), {"aim": "indirect", "reason": "far"}).status_code
        == 302
    )
    said = {"way": "meeting", "present": "All of us", **dated("on", TODAY())}
    assert client.post(reverse("preparation:settle", args=number), said).status_code == 302
    page = client.get(reverse("preparation:case", args=number)).text
    assert "All of us" in page
    assert SettledWay.objects.get().way == "meeting"
    assert cost(client, reverse("preparation:case", args=number)) <= 12
