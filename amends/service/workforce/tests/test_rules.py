"""Who is ready for cases, and whose hours are whose."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.service.workforce import actions, guide, rules
from amends.service.workforce.models import Facilitator, Responsibility, TimeEntry, Training, Vetting

TODAY = dt.date(2026, 6, 1)


def standing_of(facilitator, on=None):
    return rules.standing(
        rules.facilitators_with_standing(facilitator.service).get(pk=facilitator.pk),
        on or timezone.localdate(),
    )


@pytest.fixture
def profile(coordinator, service, facilitator):
    return actions.add_facilitator(by=coordinator, service=service, user=facilitator, details={"area": "CO4"})


@pytest.mark.requirement("EX-020", "W8-136")
def test_course_with_a_day_missing_is_refused_and_says_how_many(profile, coordinator):
    training = actions.add_training(by=coordinator, facilitator=profile, details={"days_attended": 2})
    with pytest.raises(Refused, match=r"facilitator course incomplete \(2 of 3 days\)"):
        rules.check_trained(standing_of(profile))
    with pytest.raises(ValidationError, match="every day"):
        actions.change_training(
            by=coordinator, training=training, details={"completed_on": timezone.localdate()}
        )
    training.refresh_from_db()
    made_up = {"days_attended": 3, "completed_on": timezone.localdate()}
    actions.change_training(by=coordinator, training=training, details=made_up)
    rules.check_trained(standing_of(profile))
    assert rules.is_trained(profile.user, profile.service_id)


def test_training_that_ran_out_no_longer_counts(profile, coordinator):
    details = {
        "days_attended": 3,
        "completed_on": dt.date(2020, 1, 1),
        "valid_until": dt.date(2023, 1, 1),
    }
    actions.add_training(by=coordinator, facilitator=profile, details=details)
    assert not standing_of(profile).trained


def test_vetting_that_ran_out_is_refused(profile, coordinator):
    with pytest.raises(Refused, match="not vetted"):
        rules.check_vetted(standing_of(profile))
    old = {
        "level": "police",
        "decided_on": dt.date(2019, 1, 1),
        "valid_until": dt.date(2022, 1, 1),
    }
    actions.add_vetting(by=coordinator, facilitator=profile, details=old)
    with pytest.raises(Refused, match="ran out on 1 January 2022"):
        rules.check_vetted(standing_of(profile))


def test_vetting_in_date_is_watched_by_a_clock(profile, coordinator):
    until = timezone.localdate() + dt.timedelta(days=400)
    details = {"level": "police", "decided_on": timezone.localdate(), "valid_until": until}
    actions.add_vetting(by=coordinator, facilitator=profile, details=details)
    rules.check_vetted(standing_of(profile))
    assert timezone.localtime(Clock.objects.get(name="vetting-lapses").due_at).date() == until


def test_somebody_who_left_is_not_in_post(profile):
    profile.started_on, profile.ended_on = dt.date(2020, 1, 1), dt.date(2021, 1, 1)
    profile.save()
    with pytest.raises(Refused, match="not in post"):
        rules.check_in_post(standing_of(profile))


@pytest.mark.requirement("W8-153")
def test_a_third_volunteer_for_one_supervisor_is_refused(
    profile, coordinator, supervisor, second_facilitator, referrer
):
    boss = actions.add_facilitator(
        by=coordinator, service=profile.service, user=supervisor, details={"is_volunteer": False}
    )
    second = actions.add_facilitator(
        by=coordinator, service=profile.service, user=second_facilitator, details={"supervisor": boss}
    )
    actions.change_facilitator(by=coordinator, facilitator=profile, details={"supervisor": boss})
    with pytest.raises(Refused, match="already supervise 2"):
        actions.add_facilitator(
            by=coordinator, service=profile.service, user=referrer, details={"supervisor": boss}
        )
    actions.change_facilitator(by=coordinator, facilitator=second, details={"supervisor": boss})


def test_facilitators_see_only_their_own_profile(
    profile, coordinator, service, second_facilitator, facilitator
):
    actions.add_facilitator(by=coordinator, service=service, user=second_facilitator, details={})
    actions.add_training(by=coordinator, facilitator=profile, details={})
    with acting_as(second_facilitator):
        assert [f.user_id for f in Facilitator.objects.all()] == [second_facilitator.pk]
        assert not Training.objects.exists()
    with acting_as(facilitator):
        assert Training.objects.count() == 1


def test_another_service_sees_no_facilitator(profile, stranger):
    with acting_as(stranger):
        assert not Facilitator.objects.exists()


def test_only_the_workforce_is_managed_by_those_who_may(profile, facilitator):
    with acting_as(facilitator), pytest.raises(Refused):
        actions.add_vetting(by=facilitator, facilitator=profile, details={})
    assert not Vetting.objects.exists()


def test_facilitators_set_their_own_free_times(profile, facilitator):
    with acting_as(facilitator):
        actions.set_free_times(
            by=facilitator, facilitator=profile, times=[(0, "3_evening"), (0, "3_evening")]
        )
    read = rules.facilitators_with_standing(profile.service).get(pk=profile.pk)
    assert rules.free_times(read) == [(0, "3_evening")]


def test_time_is_counted_once_for_what_it_comes_from(service, coordinator):
    day = timezone.localdate()
    for minutes in (30, 45):
        actions.log_time(
            by=coordinator,
            service_id=service.pk,
            user=coordinator,
            on=day,
            minutes=minutes,
            subject="contact:1",
        )
    assert TimeEntry.objects.get().minutes == 45
    with pytest.raises(ValidationError, match="how long"):
        actions.log_time(by=coordinator, service_id=service.pk, user=coordinator, on=day, minutes=0)


def test_everybody_may_note_for_whom_they_answer(service, facilitator, second_facilitator):
    details = {
        "kind": Responsibility.Kind.OFFENDER_MANAGER,
        "person_name": "Rhys Ponsible",
        "starts_on": TODAY,
    }
    with acting_as(facilitator):
        mine = actions.note_responsibility(by=facilitator, service=service, user=facilitator, details=details)
        with pytest.raises(Refused):
            actions.note_responsibility(
                by=facilitator, service=service, user=second_facilitator, details=details
            )
        actions.end_responsibility(by=facilitator, responsibility=mine, on=TODAY)
    with acting_as(second_facilitator):
        assert not Responsibility.objects.exists()


def test_policy_files_can_be_read():
    workload = guide.workload()
    assert workload.open_cases == 6
    assert workload.allowance("criminal_offence") == 20
    assert workload.allowance("something new") == max(workload.hours_by_family.values())
    assert workload.related == 4


@pytest.mark.parametrize(
    ("typed", "half"), [("co4 3sq", "CO4"), ("CM13 1AA", "CM13"), ("CO4", "CO4"), ("", ""), ("SS15", "SS15")]
)
def test_outward_is_the_first_half(typed, half):
    assert guide.outward(typed) == half


def test_distance_is_coarse_and_unknown_where_a_place_is():
    assert guide.kilometres("CO4", "CO4") == 0
    assert guide.kilometres("CO1", "CM1") == 35
    assert guide.kilometres("CO1", "ZZ1") is None
