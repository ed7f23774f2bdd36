"""Nothing passes between the sides until both facilitators have found everybody suitable."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from amends.foundation.case.actions import grant_file
from amends.foundation.case.rules import reached
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.journey.suitability.actions import Findings, judge
from amends.journey.suitability.models import Judgement
from amends.journey.suitability.rules import check_suitable, harmed_assessed, what_is_missing


def good(**changes):
    answers = {
        "outcome": "suitable",
        "willing": True,
        "safe": True,
        "basis": "two visits",
        "both_agree": True,
    }
    return Findings(**{**answers, **changes})


def find_suitable(by, fence):
    judge(by=by, participant=fence.harmed, made_as="visit", findings=good())
    return judge(by=by, participant=fence.responsible, made_as="visit", findings=good(responsibility="full"))


@pytest.mark.requirement("EX-045")
def test_case_waits_for_the_judgement_of_everybody_and_names_who_is_missing(coordinator, a_case):
    judge(by=coordinator, participant=a_case.harmed, made_as="visit", findings=good())
    with pytest.raises(Refused, match=a_case.responsible.initials):
        check_suitable(a_case.case)
    assert "suitable" not in reached(a_case.case)


@pytest.mark.requirement("EX-045")
def test_both_found_suitable_sets_the_milestone(coordinator, a_case):
    find_suitable(coordinator, a_case)
    check_suitable(a_case.case)
    assert "suitable" in reached(a_case.case)


def test_no_responsibility_cannot_be_suitable(coordinator, a_case):
    with pytest.raises(ValidationError, match="responsibility"):
        judge(
            by=coordinator,
            participant=a_case.responsible,
            made_as="visit",
            findings=good(responsibility="none"),
        )


def test_one_facilitator_alone_is_not_enough(coordinator, a_case):
    find_suitable(coordinator, a_case)
    judge(by=coordinator, participant=a_case.harmed, made_as="visit", findings=good(both_agree=False))
    assert "second facilitator" in what_is_missing(a_case.case)[0]
    assert "suitable" not in reached(a_case.case)


def test_nobody_is_turned_down_without_having_been_talked_to(coordinator, a_case):
    turned_down = good(outcome="not_suitable", safe=False)
    with pytest.raises(ValidationError, match="talked to"):
        judge(by=coordinator, participant=a_case.harmed, made_as="visit", findings=turned_down)
    spoken = good(outcome="not_suitable", safe=False, interviewed_on=timezone.localdate())
    judge(by=coordinator, participant=a_case.harmed, made_as="visit", findings=spoken)
    assert Clock.objects.filter(name="task-unsuitable-feedback", stopped_at__isnull=True).count() == 1


def test_judgement_runs_out(coordinator, a_case):
    judgement = find_suitable(coordinator, a_case)
    assert judgement.until == timezone.localdate() + timedelta(days=182)


def test_facilitator_cannot_judge_on_paper(coordinator, facilitator, acting, a_case):
    grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="allocated")
    acting(facilitator)
    with pytest.raises(Refused, match="somebody else"):
        judge(by=facilitator, participant=a_case.harmed, made_as="paper", findings=good())


def test_manager_may_say_no_after_the_visit(coordinator, manager, a_case):
    find_suitable(coordinator, a_case)
    judge(by=manager, participant=a_case.harmed, made_as="manager", findings=good(outcome="not_yet"))
    assert "the manager says not yet" in what_is_missing(a_case.case)[0]


def test_harmed_is_assessed_once_judged_at_all(coordinator, a_case):
    assert not harmed_assessed(a_case.case)
    judge(by=coordinator, participant=a_case.harmed, made_as="paper", findings=good())
    assert harmed_assessed(a_case.case)


def test_judging_from_the_page(client, sign_in, coordinator, a_case):
    address = reverse("suitability:person", args=[a_case.harmed.pk])
    answers = {
        "made_as": "visit",
        "willing": "yes",
        "safe": "yes",
        "both_agree": "on",
        "basis": "seen twice at home",
        "outcome": "suitable",
    }
    assert sign_in(client, coordinator).post(address, answers).status_code == 302
    assert Judgement.objects.get().basis == "seen twice at home"
    assert client.get(reverse("suitability:overview", args=[a_case.case.number])).status_code == 200


def test_pages_keep_the_wall(client, sign_in, coordinator, facilitator, stranger, a_case):
    grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="allocated")
    sign_in(client, facilitator)
    assert client.get(reverse("suitability:person", args=[a_case.responsible.pk])).status_code == 404
    page = client.get(reverse("suitability:overview", args=[a_case.case.number]))
    assert f">{a_case.responsible.initials}<" not in page.content.decode()
    assert (
        sign_in(client, stranger).get(reverse("suitability:overview", args=[a_case.case.number])).status_code
        == 404
    )
