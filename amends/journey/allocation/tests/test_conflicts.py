"""Nobody facilitates for a person they are responsible for."""

import datetime as dt

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amends.foundation.access.acting import acting_as
from amends.foundation.case.models import Participant
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.people.actions import add_person
from amends.foundation.people.models import Person
from amends.journey.allocation import actions, rules
from amends.journey.allocation.rules.conflicts import check_free_of_conflict
from amends.service.workforce import actions as workforce
from amends.service.workforce.models import Responsibility

TODAY = dt.date(2026, 1, 1)


def answers_for(user, by, service, name, **details):
    details = {"kind": "offender_manager", "person_name": name, "starts_on": TODAY, **details}
    with acting_as(by):
        return workforce.note_responsibility(by=by, service=service, user=user, details=details)


@pytest.mark.requirement("W8-141")
def test_manager_of_somebody_in_the_case_is_refused_and_a_colleague_is_not(
    accepted_case, coordinator, service, facilitator, second_facilitator, ready
):
    ready(facilitator)
    ready(second_facilitator)
    answers_for(facilitator, coordinator, service, "rhys  PONSIBLE", date_of_birth=dt.date(1994, 9, 12))
    with pytest.raises(Refused, match="offender manager"):
        actions.offer(by=coordinator, case=accepted_case.case, users=[facilitator])
    actions.offer(by=coordinator, case=accepted_case.case, users=[second_facilitator])


@pytest.mark.requirement("W8-141")
@pytest.mark.parametrize(
    ("kind", "name", "words"),
    [
        ("offender_manager", "Rhys Ponsible", "offender manager"),
        ("offender_supervisor", "Rhys Ponsible", "offender supervisor"),
        ("victim_liaison", "Hanna Harmed", "victim liaison officer"),
        ("support_worker", "Hanna Harmed", "supports them in another post"),
    ],
)
def test_whoever_has_to_do_with_either_side_in_another_post_is_refused(
    accepted_case, coordinator, service, facilitator, ready, kind, name, words
):
    ready(facilitator)
    answers_for(facilitator, coordinator, service, name, kind=kind)
    with pytest.raises(Refused, match=words):
        actions.offer(by=coordinator, case=accepted_case.case, users=[facilitator])


@pytest.mark.requirement("W8-141")
def test_becoming_the_manager_later_flags_the_case(allocated_case, coordinator, service, facilitator):
    rules.check_no_conflict(allocated_case.case)
    answers_for(facilitator, facilitator, service, "Rhys Ponsible")
    task = Clock.objects.get(name="conflict-found", stopped_at__isnull=True)
    assert task.case == allocated_case.case
    with pytest.raises(Refused, match="answers for somebody"):
        rules.check_no_conflict(allocated_case.case)


@pytest.mark.requirement("KM-011")
def test_supporter_added_after_allocation_raises_the_conflict_whoever_adds_them(
    allocated_case, coordinator, service, facilitator, second_facilitator
):
    answers_for(facilitator, coordinator, service, "Sasha Supporter", date_of_birth=dt.date(1980, 5, 5))
    assert not Clock.objects.filter(name="conflict-found").exists()
    with acting_as(second_facilitator):
        details: dict[str, object] = {"full_name": "Sasha Supporter", "date_of_birth": "1980-05-05"}
        add_person(
            by=second_facilitator,
            file=allocated_case.harmed_file,
            details=details,
            part=Participant.Part.SUPPORTER,
            of=allocated_case.harmed,
        )
        with pytest.raises(Refused):
            rules.check_no_conflict(allocated_case.case)
    assert Clock.objects.filter(name="conflict-found", stopped_at__isnull=True).count() == 1
    mine = facilitator.allocations.get()
    actions.end_allocation(by=coordinator, allocation=mine, reason="Conflict")
    rules.check_no_conflict(allocated_case.case)
    assert not Clock.objects.filter(name="conflict-found", stopped_at__isnull=True).exists()


def test_conflict_ends_with_the_responsibility(allocated_case, coordinator, service, facilitator):
    held = answers_for(facilitator, coordinator, service, "Rhys Ponsible")
    workforce.end_responsibility(by=coordinator, responsibility=held, on=TODAY)
    actions.recheck_conflicts(by=coordinator, case=allocated_case.case)
    rules.check_no_conflict(allocated_case.case)
    assert not Clock.objects.filter(name="conflict-found", stopped_at__isnull=True).exists()


@pytest.mark.parametrize(
    ("details", "conflict"),
    [
        ({"person_name": "Rhys Ponsible", "date_of_birth": dt.date(1990, 1, 1)}, False),
        ({"person_name": "Rhys Ponsible"}, True),
        ({"person_name": "Reece Ponsibel", "date_of_birth": dt.date(1994, 9, 12)}, True),
        ({"person_name": "Somebody Else", "date_of_birth": dt.date(1994, 9, 12)}, False),
        ({"person_name": "unknown", "reference": "a1234bc"}, True),
        ({"person_name": "Rhys Ponsible", "starts_on": dt.date(2999, 1, 1)}, False),
    ],
)
def test_who_counts_as_the_same_person(accepted_case, coordinator, service, facilitator, details, conflict):
    Person.objects.filter(participant=accepted_case.responsible).update(reference="A1234BC")
    name = details.pop("person_name")
    answers_for(facilitator, coordinator, service, name, **details)
    assert bool(rules.conflicts_of(accepted_case.case)) == conflict


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    starts=st.integers(-400, 400),
    lasts=st.none() | st.integers(0, 400),
    spaces=st.integers(1, 4),
    capitals=st.booleans(),
)
def test_a_responsibility_counts_exactly_while_it_lasts(
    accepted_case, coordinator, service, facilitator, starts, lasts, spaces, capitals
):
    """However the name is typed, and on no day before or after."""
    today = timezone.localdate()
    name = f"Rhys{' ' * spaces}Ponsible"
    first = today + dt.timedelta(days=starts)
    last = None if lasts is None else first + dt.timedelta(days=lasts)
    Responsibility.objects.all().delete()
    answers_for(
        facilitator, coordinator, service, name.upper() if capitals else name, starts_on=first, ends_on=last
    )
    holds = first <= today and (last is None or last >= today)
    try:
        check_free_of_conflict(accepted_case.case, facilitator.pk)
    except Refused:
        assert holds
    else:
        assert not holds


def test_strangers_learn_of_no_conflict(accepted_case, coordinator, service, facilitator, acting, stranger):
    answers_for(facilitator, coordinator, service, "Rhys Ponsible")
    acting(stranger)
    assert not rules.conflicts_of(accepted_case.case)
