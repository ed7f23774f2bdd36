"""The first cohort: named, filled from cases and from what was found on paper, each with its future facilitator."""

from datetime import date
from typing import Any

from django.db import transaction

from amends.foundation.access.models import Service, User
from amends.foundation.case.models import Case
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.insight.scoping.models import Cohort, CohortCase
from amends.insight.scoping.rules import check_may_plan
from amends.journey.finding.models import Candidate
from amends.service.workforce.models import Facilitator


def _note(by: User, cohort: Cohort, what: str, act: Act = Act.ALTERATION) -> None:
    record(by=by, act=act, what=what, service_id=cohort.service_id, subject=f"cohort:{cohort.pk}")


@transaction.atomic
def make_cohort(*, by: User, service: Service, name: str, training_on: date | None = None) -> Cohort:
    """Name a group of first cases (W8-029)."""
    check_may_plan(by, service)
    cohort = Cohort(service=service, name=name.strip(), training_on=training_on, made_by=by)
    cohort.full_clean()
    cohort.save()
    _note(by, cohort, "cohort.made", Act.COLLECTION)
    return cohort


@transaction.atomic
def add_to_cohort(
    *,
    by: User,
    cohort: Cohort,
    case: Case | None = None,
    candidate: Candidate | None = None,
    facilitator: Facilitator | None = None,
    **details: Any,
) -> CohortCase:
    """Put a case, or a possible case found on paper, into it (W8-029, W8-261)."""
    check_may_plan(by, cohort.service)
    _check_of_service(cohort, case, candidate, facilitator)
    row = CohortCase(
        service=cohort.service,
        cohort=cohort,
        case=case,
        candidate=candidate,
        facilitator=facilitator,
        added_by=by,
        **details,
    )
    row.full_clean()
    row.save()
    _note(by, cohort, "cohort.case_added")
    return row


@transaction.atomic
def change_cohort_case(
    *, by: User, row: CohortCase, facilitator: Facilitator | None, **details: Any
) -> CohortCase:
    """Who is to have it, and how far it is."""
    check_may_plan(by, row.service)
    _check_of_service(row.cohort, facilitator)
    row.facilitator = facilitator
    for name, value in details.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    _note(by, row.cohort, "cohort.case_changed")
    return row


def _check_of_service(cohort: Cohort, *rows: Case | Candidate | Facilitator | None) -> None:
    if any(row is not None and row.service_id != cohort.service_id for row in rows):
        raise Refused("This belongs to another service.")


@transaction.atomic
def note_cohort_taken(*, by: User, cohort: Cohort) -> None:
    """Somebody took the list away as a file."""
    check_may_plan(by, cohort.service)
    _note(by, cohort, "cohort.taken", Act.DISCLOSURE)
