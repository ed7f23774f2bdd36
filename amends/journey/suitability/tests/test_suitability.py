"""Nothing passes between the sides until both facilitators have found everybody suitable."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import grant_file, reach, take_step
from amends.foundation.case.lifecycle import Milestone
from amends.foundation.case.models import Case
from amends.foundation.case.rules import check_step, reached
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.models import Notice
from amends.foundation.questionnaire.actions import AnswersRefused
from amends.journey.suitability.models import EarlyRefusal, Judgement
from amends.journey.suitability.rules import check_suitable, harmed_assessed, what_is_missing
from amends.journey.suitability.tests.cast import agreed, found_suitable, judged

DENIES = {"acceptance": "none"}


@pytest.fixture
def both_agree(coordinator, a_case):
    """Both sides agree to take part; nobody has been judged."""
    agreed(coordinator, a_case.harmed, a_case.responsible)
    return a_case


def today():
    return timezone.localdate()


@pytest.mark.requirement("EX-045")
def test_case_waits_for_the_judgement_of_everybody_and_names_who_is_missing(coordinator, both_agree):
    judged(coordinator, both_agree.harmed)
    with pytest.raises(Refused, match=both_agree.responsible.initials):
        check_suitable(both_agree.case)
    assert "suitable" not in reached(both_agree.case)
    ready = {Milestone.RISK_ASSESSED, Milestone.WAY_CHOSEN}
    both_agree.case.stage = "preparation"
    with pytest.raises(Refused, match="found suitable by the facilitators"):
        check_step(both_agree.case, "begin_communication", by=coordinator, have={*ready})


@pytest.mark.requirement("EX-045")
def test_both_found_suitable_sets_the_milestone(coordinator, a_case):
    found_suitable(coordinator, a_case)
    check_suitable(a_case.case)
    assert "suitable" in reached(a_case.case)


@pytest.mark.requirement("EX-047")
@pytest.mark.parametrize(
    "answers",
    [
        {"safe_to_communicate": "no", "safe_to_communicate_comment": "He lives next door."},
        {"willing": "unsure"},
    ],
)
def test_communication_needs_both_judgements_contact_as_safe_as_can_be_and_willing(
    coordinator, both_agree, answers
):
    with pytest.raises(Refused, match="cannot be suitable"):
        judged(coordinator, both_agree.responsible, answers=answers)
    judged(coordinator, both_agree.harmed)
    judged(coordinator, both_agree.responsible, answers=answers, outcome="not_yet")
    assert "suitable" not in reached(both_agree.case)


@pytest.mark.requirement("EX-047")
@pytest.mark.parametrize(("profile", "is_open"), [("essex-2015", False), ("noms-2013", True)])
def test_whether_one_facilitator_alone_is_enough_is_set_by_the_profile(
    coordinator, both_agree, profile, is_open
):
    Case.objects.filter(pk=both_agree.case.pk).update(profile=profile)
    for person in (both_agree.harmed, both_agree.responsible):
        person.case.refresh_from_db()
        judged(coordinator, person, both_agree=False)
    both_agree.case.refresh_from_db()
    assert (what_is_missing(both_agree.case) == []) is is_open
    assert ("suitable" in reached(both_agree.case)) is is_open


@pytest.mark.requirement("SS-009")
def test_suitable_needs_the_agreement_to_take_part_of_that_person(coordinator, a_case):
    agreed(coordinator, a_case.harmed)
    judged(coordinator, a_case.harmed)
    with pytest.raises(Refused, match="agreement to take part is not on file"):
        judged(coordinator, a_case.responsible)
    agreed(coordinator, a_case.responsible)
    judged(coordinator, a_case.responsible)


@pytest.mark.requirement("KM-023")
def test_nobody_eligible_is_turned_down_unheard_on_paper_either(coordinator, both_agree):
    for made_as in ("visit", "paper"):
        with pytest.raises(Refused, match="talked to them") as refused:
            judged(coordinator, both_agree.harmed, made_as, outcome="not_suitable", grounds=["safety"])
        assert refused.value.field == "interviewed_on"
    assert not Judgement.objects.exists()
    judgement = judged(
        coordinator,
        both_agree.harmed,
        "paper",
        outcome="not_suitable",
        grounds=["safety"],
        interviewed_on=today(),
        interviewer="Court duty officer",
    )
    assert judgement.interview.interviewer == "Court duty officer"


@pytest.mark.requirement("KM-023")
def test_what_the_rules_exclude_formally_needs_no_talk(coordinator, both_agree):
    assert judged(coordinator, both_agree.harmed, "paper", outcome="not_suitable", grounds=["excluded"])


def test_the_database_refuses_to_keep_somebody_turned_down_unheard(coordinator, both_agree):
    judgement = judged(coordinator, both_agree.harmed)
    judgement.pk, judgement.outcome, judgement.grounds = None, "not_suitable", ["safety"]
    with pytest.raises(ValidationError, match="talked to"):
        judgement.full_clean()


@pytest.mark.requirement("KM-023")
def test_attempts_to_turn_somebody_down_unheard_are_counted_in_the_report(
    client, sign_in, coordinator, both_agree
):
    address = reverse("suitability:judge", args=[both_agree.harmed.pk, "paper"])
    answers = {"outcome": "not_suitable", "grounds": ["safety"], "basis": "The papers look bad."}
    page = sign_in(client, coordinator).post(address, answers)
    assert "talked to" in page.content.decode()
    assert EarlyRefusal.objects.count() == 1
    report = client.get(reverse("suitability:waiting")).content.decode()
    assert 'tried <span class="amends-count">1</span>' in report
    assert both_agree.case.number in report


@pytest.mark.requirement("W8-122")
def test_whoever_is_turned_down_is_to_be_told(coordinator, both_agree):
    judged(coordinator, both_agree.responsible, answers=DENIES, interviewed_on=today())
    assert Clock.objects.filter(name="task-unsuitable-feedback", stopped_at__isnull=True).count() == 1


@pytest.mark.requirement("W8-120")
def test_an_assessment_older_than_the_interval_is_asked_for_again_when_the_case_moves(
    client, sign_in, coordinator, both_agree, scheme
):
    scheme(suitability_review_months="3")
    with time_machine.travel("2027-01-01 10:00", tick=True):
        judgement = judged(coordinator, both_agree.responsible, "paper")
    assert judgement.until == date(2027, 4, 1)
    Case.objects.filter(pk=both_agree.case.pk).update(stage="allocation")
    for milestone in (Milestone.FACILITATORS_ACCEPTED, Milestone.PACK_ISSUED):
        reach(by=coordinator, case=both_agree.case, milestone=milestone)
    with time_machine.travel("2027-05-02 10:00", tick=True):
        sign_in(client, coordinator)
        step = reverse("casefile:step", args=[both_agree.case.number, "begin_preparation"])
        page = client.post(step, {}, follow=True).content.decode()
        assert "judge it again" in page
        assert (
            "Out of date"
            in client.get(reverse("suitability:overview", args=[both_agree.case.number])).content.decode()
        )
    review = Clock.objects.get(name="suitability-review", stopped_at__isnull=True)
    assert timezone.localtime(review.due_at).date() == date(2027, 4, 1)


@pytest.mark.requirement("W8-120")
def test_communication_does_not_begin_on_a_judgement_that_has_run_out(client, sign_in, coordinator, prepared):
    fence = prepared("letters")
    assert "suitable" in reached(fence.case)
    with time_machine.travel(timezone.now() + timedelta(days=200), tick=True):
        sign_in(client, coordinator)
        step = reverse("casefile:step", args=[fence.case.number, "begin_communication"])
        client.post(step, {}, follow=True)
    fence.case.refresh_from_db()
    assert fence.case.stage == "preparation"
    assert "suitable" not in reached(fence.case)


def test_a_new_judgement_starts_the_time_anew_and_keeps_the_old_one(coordinator, both_agree):
    first = judged(coordinator, both_agree.harmed)
    judged(coordinator, both_agree.harmed, outcome="not_yet", review_on=today() + timedelta(days=30))
    first.refresh_from_db()
    assert first.outcome == "suitable"
    clocks = Clock.objects.filter(name="suitability-review").order_by("pk")
    assert [clock.stopped_at is None for clock in clocks] == [False, True]
    assert timezone.localtime(clocks[1].due_at).date() == today() + timedelta(days=30)


def test_nobody_sets_a_longer_interval_than_the_scheme(coordinator, both_agree):
    with pytest.raises(Refused, match="at the latest"):
        judged(coordinator, both_agree.harmed, review_on=today() + timedelta(days=400))


@pytest.mark.requirement("W8-307")
def test_unwilling_to_meet_is_not_suitable_for_a_meeting_and_letters_are_offered(coordinator, both_agree):
    answers = {"willing_to_meet": "no"}
    with pytest.raises(Refused, match="letters and messages"):
        judged(coordinator, both_agree.responsible, answers=answers)
    judgement = judged(coordinator, both_agree.responsible, answers=answers, indirect_only=True)
    assert judgement.outcome_words == "Suitable, not for a meeting"


@pytest.mark.requirement("W8-307")
@pytest.mark.parametrize("key", ["acceptance", "willing_to_meet", "follow_through", "explore_amends"])
def test_each_point_about_the_person_responsible_must_be_recorded(coordinator, both_agree, key):
    with pytest.raises(AnswersRefused):
        judged(coordinator, both_agree.responsible, answers={key: ""})


@pytest.mark.requirement("W8-307")
@pytest.mark.parametrize("key", ["follow_through", "explore_amends"])
def test_without_seeing_it_through_or_making_amends_it_is_not_suitable_yet(coordinator, both_agree, key):
    with pytest.raises(Refused, match="cannot be suitable"):
        judged(coordinator, both_agree.responsible, answers={key: "no", f"{key}_comment": "He shrugs."})


def test_the_manager_judges_as_well_where_asked(coordinator, manager, both_agree):
    judged(coordinator, both_agree.responsible)
    judged(coordinator, both_agree.harmed, ask_manager=True)
    assert "waiting for the manager" in what_is_missing(both_agree.case)[0]
    assert Notice.objects.filter(user=manager, words__contains="your judgement").exists()
    assert Clock.objects.get(name="suitability-manager").role == "service_manager"
    with acting_as(manager):
        judged(manager, both_agree.harmed, "manager")
    assert what_is_missing(both_agree.case) == []
    assert Clock.objects.get(name="suitability-manager").ended == "met"


def test_the_manager_may_say_no_after_the_visit(coordinator, manager, a_case):
    found_suitable(coordinator, a_case)
    judged(manager, a_case.harmed, "manager", outcome="not_yet")
    assert "the manager says not yet" in what_is_missing(a_case.case)[0]


def test_the_manager_cannot_overrule_an_open_worry(coordinator, manager, both_agree):
    worry = {"concern_for_harmed": "yes", "concern_for_harmed_comment": "He waits.", "concern_resolved": "no"}
    judged(coordinator, both_agree.responsible, answers=worry, outcome="not_yet")
    with pytest.raises(Refused, match="He waits"):
        judged(manager, both_agree.responsible, "manager")


def test_facilitator_cannot_judge_on_paper(coordinator, facilitator, acting, both_agree):
    grant_file(by=coordinator, file=both_agree.harmed_file, user=facilitator, reason="allocated")
    acting(facilitator)
    with pytest.raises(Refused, match="somebody else"):
        judged(facilitator, both_agree.harmed, "paper")


def test_harmed_is_assessed_once_judged_at_all(coordinator, a_case):
    assert not harmed_assessed(a_case.case)
    judged(coordinator, a_case.harmed, "paper")
    assert harmed_assessed(a_case.case)


def test_nothing_is_judged_in_a_case_that_has_stopped(coordinator, both_agree):
    Case.objects.filter(pk=both_agree.case.pk).update(stopped_at=timezone.now())
    both_agree.harmed.case.refresh_from_db()
    with pytest.raises(Refused, match="stop"):
        judged(coordinator, both_agree.harmed)


def test_a_step_that_needs_no_judgement_is_not_held_up(coordinator, prepared):
    fence = prepared("letters")
    assert take_step(by=coordinator, case=fence.case, verb="begin_communication").stage == "communication"
