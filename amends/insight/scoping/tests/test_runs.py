"""Scoping runs keep what was known then, show every step of the sum, and ask what comes first where hours are missing."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from amends.foundation.access.models import Service
from amends.foundation.lib.refusal import Refused
from amends.insight.scoping.actions import (
    finish_run,
    run_again,
    save_step,
    set_assumptions,
    start_run,
    state_priorities,
)
from amends.insight.scoping.models import FIGURES, AssumptionSet, Run
from amends.insight.scoping.plan import plan_of
from amends.journey.finding.actions import assess, discard_extract
from amends.journey.finding.queries.cases import worklist
from amends.journey.finding.tests.caseloads import as_csv, imported, row

CHOICES = {
    "process": {"process": "both"},
    "offences": {"offences": ["violence"], "left_out": ""},
    "people": {"responsible": "Takes responsibility", "harmed": "Adults"},
}


def begun(by, service, name="2026", mode="quick", **steps) -> Run:
    run = start_run(by=by, service=service, name=name, mode=mode)
    for step, answers in {**CHOICES, **steps}.items():
        run = save_step(by=by, run=run, step=step, answers=answers)
    return run


def counted(by, service, **more) -> Run:
    return begun(by, service, eligible={"population": 120, "ineligible": 20}, throughput=more)


@pytest.mark.requirement("W8-112")
def test_a_run_stopped_after_step_five_is_kept_and_a_second_leaves_it_unchanged(coordinator, service):
    first = begun(
        coordinator,
        service,
        eligible={"population": 120, "ineligible": 20},
        sample={"size": 20, "how": "By lot"},
    )
    kept = Run.objects.get(pk=first.pk).answers
    assert set(kept) == {"process", "offences", "people", "eligible", "sample"}
    second = run_again(by=coordinator, run=first, name="2027")
    save_step(by=coordinator, run=second, step="eligible", answers={"population": 200, "ineligible": 0})
    assert Run.objects.get(pk=first.pk).answers == kept
    figures = [plan_of(each) for each in Run.objects.order_by("pk")]
    assert [each.in_scope for each in figures if each] == [100, 200]


@pytest.mark.requirement("W8-128")
def test_a_run_comes_to_the_guides_1170_hours(coordinator, service):
    plan = plan_of(counted(coordinator, service))
    assert plan
    assert [row.hours for row in plan.result.rows] == [90, 120, 60, 600, 300]
    assert plan.result.total_hours == plan.net == 1170


@pytest.mark.requirement("W8-129")
@pytest.mark.parametrize(("turnover", "case_hours", "net"), [(100, 1170, 1300), (50, 585, 715)])
def test_other_time_is_added_volunteers_taken_off_and_case_hours_follow_the_turnover(
    coordinator, service, turnover, case_hours, net
):
    added = {"team_meetings": 50, "training": 30, "supervision": 40, "manager": 30, "administrator": 20}
    run = counted(
        coordinator, service, turnover=turnover, volunteers=70, prison_officers=20, escorts=10, **added
    )
    plan = plan_of(run)
    assert plan
    assert [plan.added, plan.supplied] == [200, 70]
    assert [plan.case_hours, plan.net] == [case_hours, net]


@pytest.mark.requirement("W8-132")
def test_a_gap_says_how_many_cases_can_be_done_and_asks_for_priorities(coordinator, service):
    run = counted(coordinator, service, available=585)
    plan = plan_of(run)
    assert plan
    assert [plan.net, plan.gap, plan.deliverable] == [1170, 585, 50]
    with pytest.raises(Refused, match="which cases come first"):
        finish_run(by=coordinator, run=run)
    state_priorities(by=coordinator, run=run, statement="Those whose victims have asked.")
    assert finish_run(by=coordinator, run=run).finished_at
    with pytest.raises(Refused, match="stays as it is"):
        save_step(by=coordinator, run=run, step="sample", answers={"size": 5})


def test_enough_hours_leave_no_gap(coordinator, service):
    plan = plan_of(counted(coordinator, service, available=2000))
    assert plan
    assert [plan.gap, plan.deliverable] == [0, 100]


@pytest.mark.requirement("W8-126")
def test_percentages_that_make_105_are_refused_and_old_runs_keep_their_set(coordinator, service):
    old = counted(coordinator, service)
    with pytest.raises(Refused, match="105"):
        set_assumptions(
            by=coordinator, service=service, percent={"conference": Decimal(35)}, hours={}, reason="More meet"
        )
    with pytest.raises(ValidationError):
        set_assumptions(by=coordinator, service=service, percent={}, hours={}, reason="")
    percent = {"conference": Decimal(35), "refusal": Decimal(25)}
    own = set_assumptions(by=coordinator, service=service, percent=percent, hours={}, reason="More meet")
    assert (own.changed_by, own.changed_at is not None) == (coordinator, True)
    new = counted(coordinator, service)
    totals = [plan_of(Run.objects.get(pk=run.pk)) for run in (old, new)]
    assert [plan.result.total_hours for plan in totals if plan] == [1170, 1255]


def test_the_database_refuses_a_set_that_does_not_make_100(coordinator, service):
    figures = dict.fromkeys(FIGURES, 10)
    with pytest.raises(IntegrityError, match="assumptions_add_up_to_100"):
        AssumptionSet.objects.create(
            service=service, source="judgement", reason="x", changed_by=coordinator, **figures
        )


@pytest.mark.requirement("W8-121", "W8-125")
def test_a_full_run_counts_its_list_and_a_sample_is_marked_as_an_estimate(coordinator, service):
    Service.objects.filter(pk=service.pk).update(profile="noms-2013")
    extract = imported(coordinator, Service.objects.get(pk=service.pk), as_csv([row(n) for n in range(120)]))
    read = {"read": 20, "suitable": 16}
    estimated = plan_of(
        begun(coordinator, service, mode="full", eligible={"extract": str(extract.pk)}, reading=read)
    )
    assert estimated
    assert (estimated.eligible, estimated.in_scope, estimated.is_estimate) == (120, 96, True)
    for each in worklist(extract)[:20]:
        assess(by=coordinator, candidate=each, choice="not_suitable", reason="Denies it")
    run = begun(coordinator, service, mode="full", eligible={"extract": str(extract.pk)})
    plan = plan_of(run)
    assert plan
    assert (plan.population, plan.eligible, plan.in_scope, plan.is_estimate) == (120, 120, 100, False)
    discard_extract(by=coordinator, extract=extract)
    run.refresh_from_db()
    assert run.extract is None
    assert plan_of(run) == plan


@pytest.mark.requirement("W8-124")
def test_throughput_stands_beside_the_pool(coordinator, service):
    plan = plan_of(counted(coordinator, service, months=1, incoming=9))
    assert plan
    assert (plan.a_year, plan.in_scope) == (108, 100)


def test_numbers_that_do_not_fit_are_refused_at_their_field(coordinator, service):
    run = start_run(by=coordinator, service=service, name="x", mode="quick")
    with pytest.raises(Refused) as refused:
        save_step(by=coordinator, run=run, step="eligible", answers={"population": 5, "ineligible": 6})
    assert refused.value.field == "ineligible"
    with pytest.raises(Refused, match="how many cases"):
        finish_run(by=coordinator, run=run)


def test_nobody_else_sees_or_makes_a_run(coordinator, service, facilitator, stranger, acting):
    counted(coordinator, service)
    with pytest.raises(Refused):
        start_run(by=facilitator, service=service, name="x", mode="quick")
    for somebody in (facilitator, stranger):
        acting(somebody)
        assert not Run.objects.exists()
        assert not AssumptionSet.objects.exists()
