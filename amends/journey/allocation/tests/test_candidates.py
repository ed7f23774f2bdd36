"""Who can take a case and who cannot, each with the reason."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.access.models import User
from amends.foundation.case.actions import open_new_case, reach, take_step
from amends.foundation.case.lifecycle import Milestone
from amends.foundation.lib.refusal import Refused
from amends.foundation.people.actions import add_contact_point, change_person
from amends.journey.allocation import actions
from amends.journey.allocation.models import Allocation, SpecialistFinding
from amends.journey.allocation.rules import candidates, check_can_offer, search
from amends.service.partners.actions import add_secure_domain
from amends.service.workforce import actions as workforce


def names(found):
    return [candidate.user.name for candidate in found]


def refusal_of(case, user):
    _, cannot = candidates(case)
    return next(str(c.refusals[0]) for c in cannot if c.user.pk == user.pk)


@pytest.fixture
def make_case(coordinator, service):
    """An accepted case of nobody's."""

    def make(**details):
        with acting_as(coordinator):
            case = open_new_case(
                by=coordinator,
                service=service,
                **{"family": "criminal_offence", "what": "burglary", **details},
            )
            reach(by=coordinator, case=case, milestone=Milestone.SECOND_ASSESSMENT_DONE)
            return take_step(by=coordinator, case=case, verb="accept")

    return make


def give(case, user, coordinator, **details):
    """Offer and accept."""
    with acting_as(coordinator):
        (offer,) = actions.offer(by=coordinator, case=case, users=[user], **details)
    with acting_as(user):
        return actions.accept(by=user, allocation=offer, link=False)


@pytest.mark.requirement("W8-136")
def test_untrained_facilitator_cannot_take_a_case(accepted_case, coordinator, service, facilitator):
    profile = workforce.add_facilitator(by=coordinator, service=service, user=facilitator, details={})
    assert "no completed training" in refusal_of(accepted_case.case, facilitator)
    with pytest.raises(Refused, match="no completed training"):
        actions.offer(by=coordinator, case=accepted_case.case, users=[facilitator])
    workforce.add_training(by=coordinator, facilitator=profile, details={"days_attended": 2})
    assert "facilitator course incomplete (2 of 3 days)" in refusal_of(accepted_case.case, facilitator)


def test_somebody_without_a_profile_is_not_offered_a_case(accepted_case, coordinator, facilitator):
    with pytest.raises(Refused, match="no facilitator profile"):
        actions.offer(by=coordinator, case=accepted_case.case, users=[facilitator])


def test_vetting_that_ran_out_stands_against_it(accepted_case, ready, facilitator):
    profile = ready(facilitator)
    profile.vetting_rows.update(
        valid_until=timezone.localdate() - dt.timedelta(days=1), decided_on="2020-01-01"
    )
    assert "vetting ran out" in refusal_of(accepted_case.case, facilitator)


@pytest.mark.requirement("W8-386")
@pytest.mark.requirement("W8-064")
def test_specialist_case_needs_an_approved_facilitator_and_a_managers_finding(
    make_case, ready, facilitator, coordinator, manager
):
    case = make_case(is_specialist=True)
    profile = ready(facilitator)
    assert "not approved" in refusal_of(case, facilitator)
    workforce.change_facilitator(
        by=coordinator, facilitator=profile, details={"approved_for_specialist": True}
    )
    assert "manager has not yet written" in refusal_of(case, facilitator)
    finding = {
        "kind": "sexual",
        "circumstances": "Asked for by herself.",
        "benefit": "Answers.",
        "harm": "Met twice.",
    }
    with pytest.raises(Refused):
        actions.record_finding(by=coordinator, case=case, details=finding)
    actions.record_finding(by=manager, case=case, details=finding)
    assert names(candidates(case)[0]) == ["Fay Facilitates"]


@pytest.mark.requirement("W8-064")
def test_sexual_offence_finding_is_written_in_full(make_case, manager):
    case = make_case(is_specialist=True)
    with pytest.raises(ValidationError, match="exceptional circumstances"):
        actions.record_finding(by=manager, case=case, details={"kind": "sexual", "benefit": "Answers."})
    actions.record_finding(by=manager, case=case, details={"kind": "death"})
    assert SpecialistFinding.objects.get().found_by == manager


@pytest.mark.requirement("W8-154")
def test_a_case_beyond_the_limit_needs_a_managers_reason(make_case, ready, facilitator, coordinator, manager):
    ready(facilitator, case_limit=2, hours_a_month=200)
    for _ in range(2):
        give(make_case(), facilitator, coordinator)
    seventh = make_case()
    (candidate,) = candidates(seventh)[0]
    assert candidate.over_limit
    assert any("limit is 2" in warning for warning in candidate.warnings)
    for by, reason in ((coordinator, ""), (coordinator, "She asked for it."), (manager, "")):
        with pytest.raises(Refused, match="limit is 2"):
            actions.offer(by=by, case=seventh, users=[facilitator], over_limit_reason=reason)
    actions.offer(
        by=manager, case=seventh, users=[facilitator], over_limit_reason="One of hers closes on Friday."
    )


@pytest.mark.requirement("W8-154")
def test_load_is_shown_by_tier_and_setting_and_serious_cases_have_their_own_limit(
    make_case, ready, facilitator, coordinator
):
    ready(facilitator, hours_a_month=200)
    for _ in range(2):
        case = make_case()
        actions.set_weight(by=coordinator, case=case, details={"tier": 4, "setting": "custody"})
        give(case, facilitator, coordinator)
    another = make_case()
    (candidate,) = candidates(another)[0]
    assert (candidate.load.cases, candidate.load.tiers[4], candidate.load.settings["Prison"]) == (2, 2, 2)
    assert not candidate.over_limit
    actions.set_weight(by=coordinator, case=another, details={"tier": 3})
    (candidate,) = candidates(another)[0]
    assert candidate.over_limit


@pytest.mark.requirement("KM-010")
def test_too_few_free_hours_are_a_warning(make_case, ready, facilitator):
    ready(facilitator, hours_a_month=16)
    (candidate,) = candidates(make_case())[0]
    assert (candidate.hours_free, candidate.hours_needed) == (12, 20)
    assert "12 hours free, a case like this takes 20" in candidate.warnings


@pytest.mark.requirement("KM-010")
def test_hours_logged_on_a_case_free_the_rest_of_its_allowance(
    make_case, ready, facilitator, coordinator, service
):
    ready(facilitator, hours_a_month=50)
    case = make_case()
    give(case, facilitator, coordinator)
    another = make_case()
    assert candidates(another)[0][0].hours_free == 26
    day = timezone.localdate()
    workforce.log_time(
        by=coordinator, service_id=service.pk, user=facilitator, on=day, minutes=300, case=case
    )
    assert candidates(another)[0][0].hours_free == 31


@pytest.mark.requirement("EX-120")
def test_overruns_of_the_guide_show_beside_the_name(make_case, ready, facilitator, coordinator, service):
    ready(facilitator, hours_a_month=200)
    case = make_case()
    give(case, facilitator, coordinator)
    today = timezone.localdate()
    for days, hours in ((20, 14), (1, 7)):
        on = today - dt.timedelta(days=days)
        workforce.log_time(
            by=coordinator, service_id=service.pk, user=facilitator, on=on, minutes=hours * 60, case=case
        )
    warnings = candidates(make_case())[0][0].warnings
    assert f"21 hours on {case.number}, more than the usual 20" in warnings
    assert "7 hours this week, more than the usual 6" in warnings


def test_best_first_means_speaking_the_language_then_load_then_near(
    accepted_case, ready, facilitator, second_facilitator, supervisor, coordinator
):
    change_person(by=coordinator, person=accepted_case.harmed.person, details={"language": "polish"})
    add_contact_point(
        by=coordinator, participant=accepted_case.harmed, kind="address", value="1 Road", postcode="CO4 9ZZ"
    )
    ready(facilitator, area="CM1")
    ready(second_facilitator, area="CO4")
    ready(supervisor, area="SS1", languages=["Polish"])
    can, _ = candidates(accepted_case.case)
    assert names(can) == ["Sue Pervises", "Femi Facilitates", "Fay Facilitates"]
    assert (can[0].speaks, can[1].distance) == (True, 0)
    assert "would need an interpreter for Polish" in can[1].warnings


def test_no_more_queries_for_many_facilitators_than_for_one(
    accepted_case, ready, facilitator, second_facilitator, supervisor
):
    ready(facilitator)
    with CaptureQueriesContext(connection) as one:
        candidates(accepted_case.case)
    ready(second_facilitator)
    ready(supervisor)
    with CaptureQueriesContext(connection) as three:
        candidates(accepted_case.case)
    assert len(one) == len(three) <= 6


def test_a_large_service_is_looked_at_from_near_to_far(
    accepted_case, ready, facilitator, second_facilitator, supervisor, coordinator
):
    ready(facilitator, area="CM23")
    ready(second_facilitator, area="CO4")
    ready(supervisor, area="CO7")
    add_contact_point(
        by=coordinator,
        participant=accepted_case.harmed,
        kind="address",
        value="1 Fern Row",
        postcode="CO4 3SQ",
    )
    near = search(accepted_case.case, at_once=2)
    assert (names(near.can), near.further) == (["Femi Facilitates", "Sue Pervises"], True)
    far = search(accepted_case.case, at_once=2, after=2)
    assert (names(far.can), far.further) == (["Fay Facilitates"], False)
    check_can_offer(accepted_case.case, [facilitator], by=coordinator)


def test_a_case_not_accepted_yet_is_not_offered(a_case, coordinator, ready, facilitator):
    ready(facilitator)
    with pytest.raises(Refused, match="second assessment"):
        actions.offer(by=coordinator, case=a_case.case, users=[facilitator])
    assert not Allocation.objects.exists()


@pytest.mark.requirement("W8-168")
def test_volunteer_without_a_secure_address_is_not_given_a_case(
    accepted_case, coordinator, service, ready, facilitator
):
    ready(facilitator, is_volunteer=True)
    assert facilitator.name in names(candidates(accepted_case.case)[0])
    add_secure_domain(by=coordinator, service=service, domain="cjsm.example.net")
    assert "no secure e-mail address" in refusal_of(accepted_case.case, facilitator)
    with pytest.raises(Refused, match="no secure e-mail address"):
        actions.offer(by=coordinator, case=accepted_case.case, users=[facilitator])
    User.objects.filter(pk=facilitator.pk).update(email="fay@team.cjsm.example.net")
    assert facilitator.name in names(candidates(accepted_case.case)[0])
