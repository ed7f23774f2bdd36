"""Before a case ends without any exchange other ways are looked for; and it is kept by which way it was done."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import grant_file, reach, set_stopped, take_step
from amends.foundation.case.lifecycle import Milestone
from amends.foundation.case.models import Side
from amends.foundation.lib.refusal import Refused
from amends.journey.court.actions.programme import choose_programme, end_programme
from amends.journey.court.models import Programme, Sentence
from amends.journey.court.rules.following import plan_of
from amends.journey.court.tests.cast import FOUR, declined, hold, plan
from amends.journey.followup.actions import close_case, code_outcome
from amends.journey.followup.models import Closing
from amends.journey.followup.outcomes import outcomes
from amends.journey.followup.rules.closing import Coded
from amends.journey.indirect.actions import consider, deliver, end, fetch, release
from amends.journey.indirect.models import Considered
from amends.journey.indirect.tests.cast import a_letter, assess_again, offer_and_choose, passed
from amends.journey.meeting.tests.cast import choose

pytestmark = pytest.mark.django_db
DECLINED = Coded("declined", "not_for_them", whose=Side.HARMED)
UNSAFE = Coded("not_suitable", "risk")


@pytest.fixture
def begun(a_case, coordinator):
    """Work has begun: both have been reached."""
    for milestone in (Milestone.FIRST_CONTACT_HARMED, Milestone.FIRST_CONTACT_RESPONSIBLE):
        reach(by=coordinator, case=a_case.case, milestone=milestone)
    return a_case


def talked_about(by, person, answer="declines", trigger="choice", way="letter"):
    today = timezone.localdate()
    return consider(by=by, participant=person, way=way, trigger=trigger, answer=answer, on=today)


@pytest.mark.requirement("KM-029")
@pytest.mark.parametrize("each_declines", [True, False])
def test_unsafe_meeting_does_not_end_a_case_before_another_way_was_looked_for(
    begun, coordinator, each_declines
):
    with pytest.raises(Refused, match="another way"):
        code_outcome(by=coordinator, case=begun.case, coded=UNSAFE)
    if each_declines:
        for person in (begun.harmed, begun.responsible):
            talked_about(coordinator, person, trigger="unsafe")
    else:
        talked_about(coordinator, begun.harmed, answer="wants", trigger="unsafe")
    code_outcome(by=coordinator, case=begun.case, coded=UNSAFE)
    assert not close_case(by=coordinator, case=begun.case).is_open


def test_case_whose_person_harmed_declines_is_not_closed_with_no_other_way_on_record(begun, coordinator):
    with pytest.raises(Refused, match="another way"):
        code_outcome(by=coordinator, case=begun.case, coded=DECLINED)
    assert not Closing.objects.exists()
    why = Coded(
        "declined", "not_for_them", whose=Side.HARMED, why_no_other_way="She wants no news of him at all"
    )
    assert code_outcome(by=coordinator, case=begun.case, coded=why).why_no_other_way.startswith("She wants")


def test_before_anybody_was_reached_nothing_is_asked(a_case, coordinator):
    assert code_outcome(by=coordinator, case=a_case.case, coded=DECLINED).pk


def test_after_a_stop_nobody_is_asked_about_other_ways(begun, coordinator):
    set_stopped(by=coordinator, case=begun.case, stopped=True)
    begun.case.refresh_from_db()
    begun.harmed.refresh_from_db()
    with pytest.raises(Refused, match="said stop"):
        talked_about(coordinator, begun.harmed)
    assert code_outcome(by=coordinator, case=begun.case, coded=DECLINED).pk


def test_what_somebody_says_to_another_way_stays_in_their_file(
    begun, coordinator, facilitator, client, sign_in
):
    grant_file(by=coordinator, file=begun.responsible_file, user=facilitator, reason="allocated")
    talked_about(coordinator, begun.harmed, answer="thinks")
    address = reverse("indirect:consider", args=[begun.harmed.pk])
    assert "They want to think about it" in sign_in(client, coordinator).get(address).text
    assert sign_in(client, facilitator).get(address).status_code == 404
    with acting_as(facilitator):
        assert not Considered.objects.exists()


# --- a requirement --------------------------------------------------------------------------------------------------


def another(by, sentence):
    return choose_programme(
        by=by,
        sentence=sentence,
        kind="reparation",
        harm="Somebody was left without a fence",
        needs="He learns to finish what he begins",
        on=timezone.localdate(),
    )


@pytest.mark.requirement("W8-308")
@pytest.mark.parametrize("with_reason", [True, False])
def test_requirement_asks_for_another_route_or_the_reason_why_none(ordered, begun, coordinator, with_reason):
    with pytest.raises(Refused, match="no other programme"):
        code_outcome(by=coordinator, case=begun.case, coded=DECLINED)
    if with_reason:
        why = Coded("declined", "not_for_them", whose=Side.HARMED, why_no_other_way="He is ill")
        assert code_outcome(by=coordinator, case=begun.case, coded=why).pk
    else:
        another(coordinator, ordered)
        assert code_outcome(by=coordinator, case=begun.case, coded=DECLINED).pk


@pytest.mark.requirement("W8-111")
def test_sessions_of_the_requirement_go_on_under_another_programme(ordered, begun, coordinator):
    today = timezone.localdate()
    with pytest.raises(Refused, match="no other programme"):
        code_outcome(by=coordinator, case=begun.case, coded=DECLINED)
    programme = another(coordinator, ordered)
    planned = plan(coordinator, ordered, *FOUR)
    declined(coordinator, begun)
    for meeting in planned:
        hold(coordinator, meeting, officer_there=True)
    assert plan_of(ordered).remaining == []
    end_programme(by=coordinator, programme=programme, outcome="The fence of the park stands", on=today)
    assert Programme.objects.get().outcome == "The fence of the park stands"
    assert Sentence.objects.get(pk=ordered.pk).ended == "complete"


def test_programme_holds_nothing_of_the_person_harmed(ordered, coordinator):
    with pytest.raises(Refused, match="other side"):
        choose_programme(
            by=coordinator,
            sentence=ordered,
            kind="letter",
            harm="Hanna Harmed lost her fence",
            needs="To say sorry",
            on=timezone.localdate(),
        )


# --- the way it was done --------------------------------------------------------------------------------------------


def test_planned_and_used_way_are_kept_with_the_reason_and_it_counts_as_a_letter(
    prepared, coordinator, manager
):
    fence = prepared("meeting")
    with acting_as(coordinator):
        choose(coordinator, fence, "letters")
        fence.case = take_step(by=coordinator, case=fence.case, verb="begin_communication")
        fence.exchange = a_letter(coordinator, fence)
        release(by=coordinator, draft=passed(coordinator, manager, fence.exchange))
        fence.exchange.refresh_from_db()
        row = offer_and_choose(coordinator, fence)
        assess_again(coordinator, fence.harmed)
        fetch(by=coordinator, row=row)
        deliver(by=coordinator, row=row, on=timezone.localdate(), how="read_out")
        end(by=coordinator, exchange=fence.exchange, worked="yes", how_known="She says so")
        reach(by=coordinator, case=fence.case, milestone=Milestone.FEEDBACK_DONE)
        with pytest.raises(Refused, match="planned as a face-to-face meeting and carried out by letters"):
            code_outcome(by=coordinator, case=fence.case, coded=Coded("letters", "one_way"))
        coded = Coded("letters", "one_way", why_another_way="She did not want to see him yet")
        closing = code_outcome(by=coordinator, case=fence.case, coded=coded)
    assert (closing.planned_ways, closing.used_ways) == (["meeting"], ["letters"])
    assert closing.why_another_way == "She did not want to see him yet"
    assert outcomes()[closing.outcome].counts_as == "letter"
    assert closing.coded_at - timezone.now() < dt.timedelta(minutes=1)
