"""Scoping runs: begun, gone through step by step, finished, and run again another year (W8-112)."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import Service, User
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.insight.scoping.models import AssumptionSet, Run
from amends.insight.scoping.rules import check_can_finish, check_is_open, check_may_plan
from amends.journey.finding.models import Extract
from amends.journey.finding.queries.cases import counts


def _note(by: User, run: Run, what: str, act: Act = Act.ALTERATION) -> None:
    record(by=by, act=act, what=what, service_id=run.service_id, subject=f"run:{run.pk}")


def _locked(run: Run) -> Run:
    found = Run.objects.select_for_update(of=("self",)).select_related("service", "assumptions")
    return found.get(pk=run.pk)


@transaction.atomic
def start_run(*, by: User, service: Service, name: str, mode: str) -> Run:
    """Begin with step 1. The assumptions in force now are the run's, and stay so."""
    check_may_plan(by, service)
    newest = AssumptionSet.objects.filter(service=service).order_by("-pk").first()
    run = Run(service=service, name=name.strip(), mode=mode, made_by=by, assumptions=newest)
    run.full_clean()
    run.save()
    _note(by, run, "scoping.run_begun", Act.COLLECTION)
    return run


@transaction.atomic
def save_step(*, by: User, run: Run, step: str, answers: Mapping[str, Any]) -> Run:
    """Keep the answers of one step. A list of cases is counted now, and the numbers stay when the list has gone."""
    check_may_plan(by, run.service)
    locked = _locked(run)
    check_is_open(locked)
    kept = dict(answers)
    if step == "eligible" and kept.get("extract"):
        kept |= _count_list(locked, int(kept["extract"]))
    if step == "assumptions":
        locked.assumptions = _chosen(locked, kept.get("assumptions"))
    locked.answers = {**locked.answers, step: kept}
    _check_fits(locked)
    locked.full_clean()
    locked.save()
    _note(by, locked, "scoping.step_saved")
    return locked


def _count_list(run: Run, key: int) -> dict[str, int]:
    extract = Extract.objects.filter(pk=key, service=run.service, state=Extract.State.DONE).first()
    if extract is None:
        raise Refused("This list has not been read.", field="extract")
    run.extract = extract
    found = counts(extract)
    ineligible = found["all"] - found["eligible"]
    return {"population": found["all"], "ineligible": ineligible, "unsuitable": found["not_suitable"]}


def _chosen(run: Run, key: object) -> AssumptionSet | None:
    if not key or key == "guide":
        return None
    return AssumptionSet.objects.get(pk=int(str(key)), service=run.service)


def _check_fits(run: Run) -> None:
    counted, reading = run.answers.get("eligible") or {}, run.answers.get("reading") or {}
    if int(counted.get("ineligible") or 0) > int(counted.get("population") or 0):
        raise Refused("More are ineligible than there are.", field="ineligible")
    if int(reading.get("suitable") or 0) > int(reading.get("read") or 0):
        raise Refused("More are suitable than were read.", field="suitable")


@transaction.atomic
def state_priorities(*, by: User, run: Run, statement: str) -> Run:
    """Say which cases come first where hours are missing (W8-132)."""
    check_may_plan(by, run.service)
    locked = _locked(run)
    check_is_open(locked)
    locked.priority_statement = statement.strip()
    locked.save(update_fields=["priority_statement"])
    _note(by, locked, "scoping.priorities_stated")
    return locked


@transaction.atomic
def finish_run(*, by: User, run: Run) -> Run:
    """From now on it stays as it is."""
    check_may_plan(by, run.service)
    locked = _locked(run)
    check_can_finish(locked)
    locked.finished_at = timezone.now()
    locked.save(update_fields=["finished_at"])
    _note(by, locked, "scoping.run_finished")
    return locked


@transaction.atomic
def run_again(*, by: User, run: Run, name: str) -> Run:
    """A new run with the same choices, to be counted anew; the first is not touched."""
    again = start_run(by=by, service=run.service, name=name, mode=run.mode)
    kept = ("process", "offences", "people")
    again.answers = {step: run.answers[step] for step in kept if step in run.answers}
    again.save(update_fields=["answers"])
    return again
