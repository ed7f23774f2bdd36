"""Offers, answers and declared links, each through the rights of the one who acts."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from amends.foundation.access.acting import acting_as, tell_database
from amends.foundation.case.actions import grant_file, set_stopped
from amends.foundation.case.doors import files_of
from amends.foundation.case.lifecycle import Milestone
from amends.foundation.case.models import Case, FileGrant
from amends.foundation.case.rules import reached
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.models import AuditEvent
from amends.journey.allocation import actions, rules
from amends.journey.allocation.models import Allocation, LinkDetails
from amends.journey.risk.tests.cast import assessed


def offered(case, by, *users):
    with acting_as(by):
        return actions.offer(by=by, case=case, users=list(users))


def accept(offer, *, link=False, details=""):
    with acting_as(offer.user):
        return actions.accept(by=offer.user, allocation=offer, link=link, link_details=details)


def test_high_risk_asks_for_a_second_facilitator_where_the_rules_want_one(
    accepted_case, coordinator, facilitator, ready
):
    case = accepted_case.case
    Case.objects.filter(pk=case.pk).update(profile="noms-2013")
    case.refresh_from_db()
    ready(facilitator)
    accept(offered(case, coordinator, facilitator)[0])
    assert Milestone.FACILITATORS_ACCEPTED in reached(case)
    with acting_as(coordinator):
        assessed(coordinator, accepted_case.responsible, level="high")
    assert Milestone.FACILITATORS_ACCEPTED in reached(case)
    missing = Clock.objects.get(name="facilitator-missing", stopped_at__isnull=True)
    assert missing.file == accepted_case.responsible.file
    with pytest.raises(Refused, match="visits need two"):
        rules.check_enough_for_visit(accepted_case.responsible)
    with pytest.raises(Refused, match="a meeting needs two"):
        rules.check_enough_for_meeting(case, [facilitator])


def test_nobody_learns_from_the_number_of_facilitators_how_high_the_risk_of_the_other_side_is(
    accepted_case, coordinator, facilitator, second_facilitator, ready
):
    case = accepted_case.case
    Case.objects.filter(pk=case.pk).update(profile="noms-2013")
    case.refresh_from_db()
    ready(facilitator)
    accept(offered(case, coordinator, facilitator)[0])
    with acting_as(coordinator):
        assessed(coordinator, accepted_case.responsible, level="high")
        grant_file(by=coordinator, file=accepted_case.harmed_file, user=second_facilitator, reason="liaison")
    tell_database(second_facilitator.pk)
    assert not Clock.objects.filter(name="facilitator-missing").exists()
    rules.check_enough_for_visit(accepted_case.harmed)
    with pytest.raises(Refused) as refused:
        rules.check_enough_for_meeting(case, [facilitator])
    assert "two" not in f"{refused.value} {refused.value.opens}"


@pytest.mark.requirement("EX-042")
def test_field_work_is_refused_until_the_second_has_accepted(
    accepted_case, coordinator, facilitator, second_facilitator, ready
):
    case = accepted_case.case
    ready(facilitator)
    ready(second_facilitator)
    one, two = offered(case, coordinator, facilitator, second_facilitator)
    accept(one)
    with pytest.raises(Refused, match="only one facilitator"):
        rules.check_enough_for_visit(accepted_case.harmed)
    assert Milestone.FACILITATORS_ACCEPTED not in reached(case)
    accept(two)
    rules.check_enough_for_visit(accepted_case.harmed)
    assert Milestone.FACILITATORS_ACCEPTED in reached(case)
    assert [user.name for user in rules.facilitators_of(case)] == ["Fay Facilitates", "Femi Facilitates"]


def test_accepting_opens_both_files_and_nothing_was_open_before(
    accepted_case, coordinator, facilitator, ready
):
    ready(facilitator)
    (offer,) = offered(accepted_case.case, coordinator, facilitator)
    with acting_as(facilitator):
        assert not Case.objects.exists()
        assert not files_of(facilitator, accepted_case.case)
        assert Allocation.objects.get().people == "HH (person harmed); RP (person responsible)"
    accept(offer)
    with acting_as(facilitator):
        assert len(files_of(facilitator, Case.objects.get())) == 2


def test_a_third_acceptance_is_refused_and_the_rest_of_the_offers_end(
    accepted_case, coordinator, facilitator, second_facilitator, supervisor, ready, manager
):
    from amends.foundation.access.actions import give_role

    give_role(by=None, user=supervisor, service=accepted_case.case.service, role="facilitator")
    for user in (facilitator, second_facilitator, supervisor):
        ready(user)
    one, two, three = offered(accepted_case.case, coordinator, facilitator, second_facilitator, supervisor)
    accept(one)
    accept(two)
    three.refresh_from_db()
    assert three.answer == Allocation.Answer.FILLED
    assert not Clock.objects.filter(name="offer-answer", stopped_at__isnull=True).exists()
    with pytest.raises(Refused, match="Two others"):
        accept(three)
    with pytest.raises(Refused, match="Two facilitators have already"):
        offered(accepted_case.case, coordinator, supervisor)


def test_database_holds_two_places_a_case_and_nobody_twice(allocated_case, coordinator, supervisor):
    row = Allocation.objects.filter(case=allocated_case.case)[0]
    row.pk, row.user = None, supervisor
    with pytest.raises(IntegrityError, match="two_facilitators_at_most"), transaction.atomic():
        row.save()
    row.position = 3
    with pytest.raises(IntegrityError, match="first_or_second"), transaction.atomic():
        row.save()


def test_offer_is_answered_only_by_whom_it_is_for(
    accepted_case, coordinator, facilitator, second_facilitator, ready
):
    ready(facilitator)
    (offer,) = offered(accepted_case.case, coordinator, facilitator)
    with acting_as(second_facilitator), pytest.raises(Refused, match="somebody else"):
        actions.accept(by=second_facilitator, allocation=offer, link=False)


def test_declining_asks_why_once(accepted_case, coordinator, facilitator, ready):
    ready(facilitator)
    (offer,) = offered(accepted_case.case, coordinator, facilitator)
    with acting_as(facilitator):
        with pytest.raises(ValidationError, match="Say why"):
            actions.decline(by=facilitator, allocation=offer, why="")
        actions.decline(by=facilitator, allocation=offer, why="distance")
        with pytest.raises(Refused, match="already answered"):
            actions.accept(by=facilitator, allocation=offer, link=False)
    assert not Clock.objects.filter(name="offer-answer", stopped_at__isnull=True).exists()
    assert coordinator.notices.filter(words__contains="too far away").exists()


def test_declined_offer_can_be_made_again(accepted_case, coordinator, facilitator, ready):
    ready(facilitator)
    (offer,) = offered(accepted_case.case, coordinator, facilitator)
    with acting_as(facilitator):
        actions.decline(by=facilitator, allocation=offer, why="time")
    offered(accepted_case.case, coordinator, facilitator)
    with pytest.raises(Refused, match="already offered"):
        offered(accepted_case.case, coordinator, facilitator)


def test_offer_can_be_taken_back_before_it_is_answered(accepted_case, coordinator, facilitator, ready):
    ready(facilitator)
    (offer,) = offered(accepted_case.case, coordinator, facilitator)
    actions.withdraw_offer(by=coordinator, allocation=offer)
    with pytest.raises(Refused, match="taken back"):
        accept(offer)


@pytest.mark.requirement("EX-051")
def test_declared_link_closes_the_view_until_the_coordinator_has_decided(
    accepted_case, coordinator, facilitator, second_facilitator, ready
):
    case = accepted_case.case
    for user in (facilitator, second_facilitator):
        ready(user)
    one, two = offered(case, coordinator, facilitator, second_facilitator)
    accept(one, link=True, details="His sister is my neighbour.")
    accept(two)
    task = Clock.objects.get(name="link-declared", stopped_at__isnull=True)
    assert (task.role, task.subject) == ("coordinator", f"allocation:{one.pk}")
    with acting_as(facilitator):
        assert not Case.objects.exists()
    with pytest.raises(Refused, match="only one"):
        rules.check_enough_for_visit(accepted_case.harmed)
    with acting_as(second_facilitator):
        assert not LinkDetails.objects.exists()
    assert LinkDetails.objects.get().details == "His sister is my neighbour."

    actions.decide_link(by=coordinator, allocation=one, keep=True)
    with acting_as(facilitator):
        assert Case.objects.get() == case
    rules.check_enough_for_visit(accepted_case.harmed)
    assert Clock.objects.get(pk=task.pk).ended == "met"


@pytest.mark.requirement("EX-051")
def test_link_can_lead_to_somebody_else_in_their_place(allocated_case, coordinator, facilitator):
    case = allocated_case.case
    mine = Allocation.objects.get(user=facilitator)
    with acting_as(facilitator):
        actions.declare_link(by=facilitator, allocation=mine, details="I have recognised his mother.")
        assert not Case.objects.exists()
    assert Milestone.FACILITATORS_ACCEPTED not in reached(case)
    actions.decide_link(by=coordinator, allocation=mine, keep=False)
    mine.refresh_from_db()
    assert mine.ended_at
    assert not FileGrant.objects.filter(user=facilitator, ended_at__isnull=True).exists()
    assert Clock.objects.filter(name="facilitator-missing", stopped_at__isnull=True).exists()
    rules.check_offers_open(case)


def test_link_without_details_is_refused_and_nothing_is_half_done(
    accepted_case, coordinator, facilitator, ready
):
    ready(facilitator)
    (offer,) = offered(accepted_case.case, coordinator, facilitator)
    with pytest.raises(ValidationError, match="cannot be blank"):
        accept(offer, link=True, details="  ")
    offer.refresh_from_db()
    assert offer.answer == ""
    assert not FileGrant.objects.exists()


@pytest.mark.requirement("EX-042")
def test_somebody_who_leaves_takes_the_milestone_with_them_and_the_reason_stays(
    allocated_case, coordinator, facilitator
):
    case = allocated_case.case
    mine = Allocation.objects.get(user=facilitator)
    with pytest.raises(ValidationError, match="Say why"):
        actions.end_allocation(by=coordinator, allocation=mine, reason="")
    actions.end_allocation(by=coordinator, allocation=mine, reason="Moved away")
    mine.refresh_from_db()
    assert mine.ended_reason == "Moved away"
    assert Milestone.FACILITATORS_ACCEPTED not in reached(case)
    with acting_as(facilitator):
        assert not Case.objects.exists()


def test_a_stopped_case_is_neither_offered_nor_accepted(accepted_case, coordinator, facilitator, ready):
    ready(facilitator)
    (offer,) = offered(accepted_case.case, coordinator, facilitator)
    set_stopped(by=coordinator, case=accepted_case.case, stopped=True)
    with pytest.raises(Refused, match="said stop"):
        accept(offer)
    assert not FileGrant.objects.exists()


def test_every_answer_leaves_a_trace(allocated_case):
    what = set(AuditEvent.objects.values_list("what", flat=True))
    assert {"allocation.offered", "allocation.accepted", "file.opened_to"} <= what


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_three_who_accept_in_the_same_moment_two_win(service, coordinator, request):
    """Real connections and real commits: the unique index decides."""
    from amends.foundation.access.tests.cast import make_user
    from amends.foundation.case.actions import open_new_case, reach, take_step

    users = [make_user(f"Fast {name}", "facilitator", service) for name in ("One", "Two", "Three")]
    with acting_as(coordinator):
        case = open_new_case(by=coordinator, service=service, family="neighbour_dispute", what="fence")
        reach(by=coordinator, case=case, milestone=Milestone.SECOND_ASSESSMENT_DONE)
        case = take_step(by=coordinator, case=case, verb="accept")
        ready = request.getfixturevalue("ready")
        for user in users:
            ready(user)
        offers = actions.offer(by=coordinator, case=case, users=users)
    start, results = threading.Barrier(3), []

    def answer(offer):
        start.wait()
        try:
            accept(offer)
        except Refused as refusal:
            results.append(str(refusal))
        else:
            results.append("accepted")
        finally:
            connection.close()

    threads = [threading.Thread(target=answer, args=[offer]) for offer in offers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(r[:8] for r in results) == ["Two othe", "accepted", "accepted"]
    with acting_as(coordinator):
        assert Allocation.objects.standing().filter(case=case).count() == 2


def test_what_is_declared_is_kept_from_the_colleague_by_the_database(
    allocated_case, facilitator, second_facilitator
):
    mine = Allocation.objects.get(user=facilitator)
    with acting_as(facilitator):
        actions.declare_link(by=facilitator, allocation=mine, details="Secret.")
    tell_database(second_facilitator.pk)
    assert not LinkDetails.objects.exists()
