"""Copies, what became of each promise, telling the other side, and closing."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from amends.foundation.case.actions import add_participant, grant_file, set_stopped
from amends.foundation.clock.models import Clock
from amends.foundation.clock.rules import State, read
from amends.foundation.documents.models import Copy
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.giving_actions import give
from amends.foundation.messages.posting_actions import post_envelope, print_envelope
from amends.foundation.people.actions import add_contact_point
from amends.journey.agreement import actions
from amends.journey.agreement.actions import Result, Wording
from amends.journey.agreement.actions.copies import document_of
from amends.journey.agreement.models import OutcomeAgreement, Party, Point
from amends.journey.agreement.rules import check_can_close, copies_missing, progress, untold
from amends.journey.agreement.tests.cast import a_point, all_agree, give_all, in_days, today


def the_point():
    return Point.objects.select_related("agreement__case").get()


def result(status, **more):
    return Result(**{"status": status, "on": today(), "note": "Seen by Fay", **more})


def test_copy_from_the_print_queue_or_by_hand_is_not_noted_a_second_time(final, coordinator, a_case):
    paper = document_of(final)
    assert paper
    add_contact_point(
        by=coordinator,
        participant=a_case.harmed,
        kind="address",
        value="1 Alder Road",
        postcode="ZZ2 1AA",
    )
    message = give(by=coordinator, document=paper, participant=a_case.harmed, how="queue")
    assert message
    assert message.envelope
    assert copies_missing(a_case.case) == [party.called for party in final.parties.order_by("pk")]
    envelope = print_envelope(by=coordinator, envelope=message.envelope, version=1)
    post_envelope(by=coordinator, envelope=envelope, version=2, looked_through=True)
    give(by=coordinator, document=paper, participant=a_case.responsible, how="by_hand")
    assert copies_missing(a_case.case) == []
    assert Copy.objects.count() == 2
    assert not Clock.objects.filter(name="agreement-copies", stopped_at__isnull=True).exists()


def test_closing_names_who_has_no_copy(drafted, coordinator, a_case):
    sister = add_participant(by=coordinator, file=a_case.harmed_file, part="supporter", initials="SS")
    actions.add_party(by=coordinator, agreement=drafted, participant=sister, called="Sally", agrees=False)
    a_point(coordinator, drafted)
    all_agree(coordinator, drafted)
    agreement = actions.make_final(by=coordinator, agreement=drafted)
    for party in agreement.parties.exclude(called="Sally"):
        actions.give_copy(by=coordinator, party=party, on=today(), how="by_hand", at_meeting=True)
    assert copies_missing(a_case.case) == ["Sally"]
    with pytest.raises(Refused, match=r"has reached: Sally\."):
        check_can_close(a_case.case)
    assert Clock.objects.filter(name="agreement-copies", stopped_at__isnull=True).exists()
    actions.give_copy(by=coordinator, party=Party.objects.get(called="Sally"), on=today(), how="post")
    assert not copies_missing(a_case.case)
    assert Clock.objects.get(name="agreement-copies").ended == "met"
    assert Copy.objects.count() == 3


def test_office_needs_its_copy_too(final, coordinator, a_case):
    OutcomeAgreement.objects.update(office_copy_on=None)
    assert copies_missing(a_case.case)[-1] == "the office"
    give_all(coordinator, final)
    assert copies_missing(a_case.case) == []


def test_copy_of_a_draft_is_refused(drafted, coordinator):
    with pytest.raises(Refused, match="no final agreement"):
        actions.give_copy(by=coordinator, party=drafted.parties.first(), on=today(), how="post")


def test_copy_cannot_be_taken_home_by_post(final, coordinator):
    party = final.parties.first()
    with pytest.raises(Refused, match="handed over"):
        actions.give_copy(by=coordinator, party=party, on=today(), how="post", at_meeting=True)


@pytest.mark.requirement("EX-053")
def test_open_action_is_overdue_for_its_overseer_until_a_status_with_a_note(
    drafted, coordinator, facilitator, client, sign_in
):
    a_point(coordinator, drafted, due=in_days(10))
    all_agree(coordinator, drafted)
    actions.make_final(by=coordinator, agreement=drafted)
    clock = Clock.objects.get(name="agreement-point-due")
    assert clock.owner == coordinator
    assert timezone.localtime(clock.remind_at).date() == in_days(3)
    after = timezone.now() + dt.timedelta(days=11)
    assert read(clock, after).state is State.OVERDUE
    with time_machine.travel(after, tick=True):
        sign_in(client, coordinator)
        assert b"A point of the agreement is to be done" in client.get("/", follow=True).content
        assert b"1 late" in client.get(f"/cases/{drafted.case.number}/agreement/").content
        with pytest.raises(Refused, match="few words"):
            actions.set_status(by=coordinator, point=the_point(), result=result("done", note=" "))
        assert Clock.objects.filter(name="agreement-point-due", stopped_at__isnull=True).exists()
        actions.set_status(by=coordinator, point=the_point(), result=result("done"))
    assert Clock.objects.get(name="agreement-point-due").ended == "late"


@pytest.mark.parametrize("status", ["part", "changed"])
def test_rest_of_a_promise_gets_a_new_day(final, coordinator, status):
    with pytest.raises(Refused, match="rest"):
        actions.set_status(by=coordinator, point=the_point(), result=result(status))
    actions.set_status(by=coordinator, point=the_point(), result=result(status, new_due=in_days(20)))
    running = Clock.objects.get(name="agreement-point-due", stopped_at__isnull=True)
    assert timezone.localtime(running.due_at).date() == in_days(20)


@pytest.mark.requirement("W8-354")
def test_two_of_three_complete_and_statements_do_not_count(drafted, coordinator):
    for what in ("Mend the fence", "Paint it", "Bring cake"):
        a_point(coordinator, drafted, what=what, tell_what="")
    actions.write_point(by=coordinator, agreement=drafted, wording=Wording(what="I am sorry"))
    all_agree(coordinator, drafted)
    agreement = actions.make_final(by=coordinator, agreement=drafted)
    mend, paint, cake, _ = agreement.points.select_related("agreement__case").order_by("pk")
    with pytest.raises(Refused, match="which day"):
        actions.set_status(by=coordinator, point=mend, result=result("done", on=None))
    for point in (mend, paint):
        actions.set_status(by=coordinator, point=point, result=result("done", signed_off=True))
    actions.set_status(by=coordinator, point=cake, result=result("done"))
    found = progress(list(agreement.points.all()))
    assert (found.done, found.total) == (2, 3)


def test_database_refuses_done_without_a_day(final):
    point = the_point()
    point.status = "done"
    with pytest.raises(ValidationError, match="which day"):
        point.full_clean()


@pytest.mark.requirement("W8-328")
@pytest.mark.parametrize("wish", [True, False])
def test_failure_stays_open_until_the_other_side_is_told(final, coordinator, a_case, wish):
    give_all(coordinator, final)
    actions.set_status(by=coordinator, point=the_point(), result=result("not_done"))
    clock = Clock.objects.get(name="agreement-told")
    assert (clock.owner, clock.stopped_at) == (coordinator, None)
    assert untold(a_case.case) == [the_point()]
    with pytest.raises(Refused, match="has not been told"):
        check_can_close(a_case.case)
    told = {"does_not_wish_to_know": True} if wish else {"on": today(), "how": "phone"}
    actions.record_told(by=coordinator, point=the_point(), **told)
    clock.refresh_from_db()
    assert clock.ended == "met"
    check_can_close(a_case.case)


@pytest.mark.requirement("W8-151")
def test_item_past_its_date_is_a_task_of_whoever_follows_it_up(
    client, sign_in, drafted, coordinator, facilitator, a_case
):
    grant_file(by=coordinator, file=a_case.responsible_file, user=facilitator, reason="allocated")
    a_point(coordinator, drafted, overseer=facilitator)
    all_agree(coordinator, drafted)
    give_all(coordinator, actions.make_final(by=coordinator, agreement=drafted))
    with pytest.raises(Refused, match="what became of 1"):
        check_can_close(a_case.case)
    with time_machine.travel(timezone.now() + dt.timedelta(days=11), tick=True):
        page = sign_in(client, facilitator).get(reverse("worklist:home")).text
    assert "A point of the agreement is to be done" in page.partition(">Overdue<")[2].partition("<h2")[0]


def test_new_result_is_told_anew(final, coordinator):
    actions.set_status(by=coordinator, point=the_point(), result=result("part", new_due=in_days(5)))
    actions.record_told(by=coordinator, point=the_point(), on=today(), how="phone")
    actions.set_status(by=coordinator, point=the_point(), result=result("done"))
    assert the_point().told_on is None
    assert Clock.objects.filter(name="agreement-told", stopped_at__isnull=True).count() == 1


def test_nothing_is_told_before_there_is_a_result(final, coordinator):
    with pytest.raises(Refused, match="nothing to tell"):
        actions.record_told(by=coordinator, point=the_point(), on=today(), how="phone")


def test_stopped_case_may_close_as_it_is(final, coordinator, a_case):
    set_stopped(by=coordinator, case=a_case.case, stopped=True)
    with pytest.raises(Refused, match="said stop"):
        actions.set_status(by=coordinator, point=the_point(), result=result("done"))
    check_can_close(a_case.case)


def test_draft_holds_the_closing_up(drafted, a_case):
    with pytest.raises(Refused, match="still a draft"):
        check_can_close(a_case.case)
