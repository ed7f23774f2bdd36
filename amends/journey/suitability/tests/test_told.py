"""Whoever is found unsuitable is told why, and looked at again when that was said."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from amends.foundation.clock.actions import drop_clocks
from amends.foundation.clock.models import Clock
from amends.journey.suitability.actions import record_told
from amends.journey.suitability.models import Told
from amends.journey.suitability.rules import not_told_yet
from amends.journey.suitability.tests.cast import RESPONSIBLE, agreed, judged


@pytest.fixture
def turned_down(coordinator, a_case):
    """The person responsible was found unsuitable after a talk."""
    agreed(coordinator, a_case.responsible)
    answers = {**RESPONSIBLE, "acceptance": "none"}
    return judged(coordinator, a_case.responsible, answers=answers, interviewed_on=timezone.localdate())


@pytest.mark.requirement("W8-122")
def test_closing_warns_while_nobody_has_told_them(desk, coordinator, a_case, turned_down):
    address = reverse("followup:closing", args=[a_case.case.number])
    assert "not been told why" in desk.get(address).content.decode()
    tell = reverse("suitability:told", args=[a_case.responsible.pk, turned_down.pk])
    day, later = timezone.localdate(), timezone.localdate() + timedelta(days=90)
    sent: dict[str, object] = {
        "given_on_day": day.day,
        "given_on_month": day.month,
        "given_on_year": day.year,
    }
    sent |= {"reconsider_after_day": later.day, "reconsider_after_month": later.month}
    sent |= {
        "reconsider_after_year": later.year,
        "route": "offender_manager",
        "to_work_on": "His own part in it.",
    }
    assert desk.post(tell, sent).status_code == 302
    assert "not been told why" not in desk.get(address).content.decode()
    assert Told.objects.get().route == "offender_manager"
    assert list(not_told_yet(a_case.case)) == []
    assert Clock.objects.get(name="task-unsuitable-feedback").ended == "met"


@pytest.mark.requirement("W8-122")
def test_the_person_comes_back_on_the_day_also_after_closing(coordinator, a_case, turned_down):
    later = timezone.localdate() + timedelta(days=90)
    record_told(
        by=coordinator,
        judgement=turned_down,
        given_on=timezone.localdate(),
        route="direct",
        to_work_on="His own part in it.",
        reconsider_after=later,
    )
    drop_clocks(by=coordinator, case=a_case.case)
    clock = Clock.objects.get(name="suitability-reconsider")
    assert clock.stopped_at is None
    assert timezone.localtime(clock.due_at).date() == later
    assert (clock.role, clock.link) == (
        "coordinator",
        reverse("suitability:person", args=[a_case.responsible.pk]),
    )
