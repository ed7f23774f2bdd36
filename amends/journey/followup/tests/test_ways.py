"""Before a case ends without any exchange other ways are looked for; and it is kept by which way it was done."""

from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import grant_file, reach, set_stopped
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
from amends.journey.followup.rules.ways import check_judged
from amends.journey.followup.tests.cast import BY_LETTER, carry_a_letter, talked_about
from amends.journey.indirect.models import Considered, Exchange

pytestmark = pytest.mark.django_db
DECLINED = Coded("declined", "not_for_them", whose=Side.HARMED)
UNSAFE = Coded("not_suitable", "risk")

NOT_RIGHT = "Writing has made him ill before"


@pytest.fixture
def begun(a_case, coordinator):
    """Work has begun: both have been reached."""
    for milestone in (Milestone.FIRST_CONTACT_HARMED, Milestone.FIRST_CONTACT_RESPONSIBLE):
        reach(by=coordinator, case=a_case.case, milestone=milestone)
    return a_case


@pytest.mark.requirement("KM-029")
@pytest.mark.parametrize("each_declines", [True, False])
def test_unsafe_meeting_does_not_end_a_case_before_another_way_was_looked_for(
    begun, coordinator, each_declines
):
    with pytest.raises(Refused, match="another way"):
        code_outcome(by=coordinator, case=begun.case, coded=UNSAFE)
    if each_declines:
        talked_about(coordinator, begun.harmed, trigger="unsafe")
        with pytest.raises(Refused, match="another way"):
            code_outcome(by=coordinator, case=begun.case, coded=UNSAFE)
        talked_about(coordinator, begun.responsible, answer="not_suitable", words=NOT_RIGHT, trigger="unsafe")
    else:
        talked_about(coordinator, begun.harmed, answer="wants", trigger="unsafe")
    code_outcome(by=coordinator, case=begun.case, coded=UNSAFE)
    assert not close_case(by=coordinator, case=begun.case).is_open


@pytest.mark.requirement("W8-123")
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
    outcome = "The fence of the park stands"
    ended = {"programme": programme, "outcome": outcome, "on": today, "worked": "yes"}
    end_programme(by=coordinator, how_known="The warden of the park says so", **ended)
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


@pytest.mark.requirement("PF-080")
def test_planned_and_used_way_are_kept_with_the_reason(prepared, coordinator, manager):
    fence = prepared("meeting")
    with acting_as(coordinator):
        carry_a_letter(coordinator, manager, fence)
        with pytest.raises(Refused, match="planned as a face-to-face meeting and carried out by letters"):
            code_outcome(by=coordinator, case=fence.case, coded=Coded("letters", "one_way"))
        closing = code_outcome(by=coordinator, case=fence.case, coded=BY_LETTER)
    assert (closing.planned_ways, closing.used_ways) == (["meeting"], ["letters"])
    assert closing.why_another_way == "She did not want to see him yet"
    assert outcomes()[closing.outcome].counts_as == "letter"


# --- a meeting, or a safe alternative offered -----------------------------------------------------------------------

OVERTAKEN = Coded("settled", "overtaken")


@pytest.fixture
def suitable(a_case, coordinator):
    """Both sides were found suitable."""
    reach(by=coordinator, case=a_case.case, milestone=Milestone.SUITABLE)
    return a_case


@pytest.mark.requirement("SS-043")
def test_suitable_pair_with_neither_meeting_nor_offer_is_explained(suitable, coordinator):
    with pytest.raises(Refused, match="no other way was offered"):
        code_outcome(by=coordinator, case=suitable.case, coded=OVERTAKEN)
    coded = replace(OVERTAKEN, why_no_other_way="They moved away in the same week")
    closing = code_outcome(by=coordinator, case=suitable.case, coded=coded)
    assert closing.why_no_other_way == "They moved away in the same week"


@pytest.mark.requirement("SS-043")
@pytest.mark.parametrize(("answer", "counts"), [("wants", True), ("declines", True), ("not_suitable", False)])
def test_offer_counts_whatever_was_answered(suitable, coordinator, answer, counts):
    talked_about(coordinator, suitable.harmed, answer=answer, words="It would frighten her")
    if counts:
        assert code_outcome(by=coordinator, case=suitable.case, coded=OVERTAKEN).pk
        return
    with pytest.raises(Refused, match="no other way was offered"):
        code_outcome(by=coordinator, case=suitable.case, coded=OVERTAKEN)


def test_pair_that_stopped_or_was_never_suitable_needs_no_explanation(suitable, coordinator):
    set_stopped(by=coordinator, case=suitable.case, stopped=True)
    suitable.case.refresh_from_db()
    assert code_outcome(by=coordinator, case=suitable.case, coded=OVERTAKEN).pk


def test_page_asks_for_the_explanation_only_where_one_is_needed(suitable, coordinator, client, sign_in):
    address = reverse("followup:outcome", args=[suitable.case.number, "settled"])
    page = sign_in(client, coordinator).post(address, {"reason": "overtaken"}).text
    assert "Both sides were found suitable; they have not met" in page
    talked_about(coordinator, suitable.harmed)
    assert "why_no_other_way" not in client.get(address).text


@pytest.mark.requirement("W8-290")
def test_case_stays_open_until_it_is_said_whether_the_other_programme_did_good(ordered, begun, coordinator):
    programme = another(coordinator, ordered)
    code_outcome(by=coordinator, case=begun.case, coded=DECLINED)
    with pytest.raises(Refused, match="did some good: Doing something to make amends"):
        close_case(by=coordinator, case=begun.case)
    ended = {"programme": programme, "outcome": "It stands", "on": timezone.localdate(), "worked": "partly"}
    with pytest.raises(Refused, match="how you know"):
        end_programme(by=coordinator, how_known=" ", **ended)
    with pytest.raises(Refused, match="name"):
        end_programme(by=coordinator, how_known="Hanna Harmed told us", **ended)
    end_programme(by=coordinator, how_known="We have seen it", learning="Begin in spring", **ended)
    check_judged(begun.case)


@pytest.mark.requirement("W8-290")
def test_case_stays_open_while_a_delivered_letter_is_not_judged(prepared, coordinator, manager):
    fence = prepared("letters")
    with acting_as(coordinator):
        carry_a_letter(coordinator, manager, fence)
        code_outcome(by=coordinator, case=fence.case, coded=Coded("letters", "one_way"))
        Exchange.objects.update(state="delivered", ended_at=None)
        with pytest.raises(Refused, match="did some good: Letter from the person responsible"):
            close_case(by=coordinator, case=fence.case)
        Exchange.objects.update(state="ended", ended_at=timezone.now())
        assert not close_case(by=coordinator, case=fence.case).is_open
