"""Which ways were used, how often it was a meeting, and output 6: a meeting or a safe alternative for every pair."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import open_new_case, reach
from amends.foundation.case.lifecycle import Milestone
from amends.foundation.case.models import Case, Participant, Side
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.tests.costs import cost
from amends.insight.performance.hiding import SMALL
from amends.insight.performance.months import Month
from amends.insight.performance.pairs import pairs
from amends.insight.performance.reading import HIDDEN, read, read_months
from amends.journey.court.models import Programme
from amends.journey.followup.actions import close_case, code_outcome
from amends.journey.followup.models import Closing
from amends.journey.followup.rules.closing import Coded
from amends.journey.followup.tests.cast import BY_LETTER, carry_a_letter, talked_about
from amends.journey.indirect.models import Effect, Exchange
from amends.journey.meeting.models import Meeting

WHY = "They moved away in the same week"
MET = (
    Milestone.HARMED_SEEN,
    Milestone.RESPONSIBLE_SEEN,
    Milestone.COMMUNICATED,
    Milestone.WRITTEN_UP,
    Milestone.FEEDBACK_DONE,
)


@pytest.fixture
def month():
    return Month.of(timezone.localdate())


def figure(service, month, key, *, in_full=True):
    return read(service, month, in_full=in_full, keys=[key])[key]


def a_pair(by, service, *, suitable=True):
    """A case of two people whom the facilitators have found suitable."""
    case = open_new_case(
        by=by, service=service, family=Case.Family.NEIGHBOURS, what="broken fence", roles=Case.Roles.CLEAR
    )
    for file in case.files.all():
        Participant.objects.create(
            service=service, case=case, file=file, side=file.side, part="principal", initials="AB"
        )
    if suitable:
        reach(by=by, case=case, milestone=Milestone.SUITABLE)
    return case


def ended(by, case, outcome="settled", reason="overtaken", **more):
    code_outcome(by=by, case=case, coded=Coded(outcome, reason, **more))
    close_case(by=by, case=case)
    return case


def meet(by, case, venue, way="meeting"):
    """They met; it is written up, and everybody was asked."""
    now = timezone.now()
    Meeting.objects.create(
        service_id=case.service_id,
        case=case,
        way=way,
        venue=venue,
        during=DateTimeTZRange(now - timedelta(hours=3), now - timedelta(hours=2)),
        state=Meeting.State.HELD,
        planned_by=by,
    )
    for milestone in MET:
        reach(by=by, case=case, milestone=milestone)
    return ended(by, case, "meeting_held", "agreement")


def offer(by, case, answer):
    """A letter was offered to the person harmed."""
    talked_about(by, Participant.objects.get(case=case, side=Side.HARMED), answer=answer)
    return ended(by, case)


@pytest.fixture
def ten(coordinator, service, hall):
    """Ten suitable pairs: six met, five of them face to face; three were offered a letter; one had neither."""
    with acting_as(coordinator):
        for way in ("meeting",) * 5 + ("video",):
            meet(coordinator, a_pair(coordinator, service), hall, way)
        for answer in ("wants", "declines", "thinks"):
            offer(coordinator, a_pair(coordinator, service), answer)
        return ended(coordinator, a_pair(coordinator, service), why_no_other_way=WHY)


# --- output 6 -------------------------------------------------------------------------------------------------------


@pytest.mark.requirement("SS-043")
def test_output_6_shows_nine_of_ten_met_and_lists_the_one(ten, service, month, coordinator, client, sign_in):
    ended(coordinator, a_pair(coordinator, service, suitable=False))  # no suitable pair, so not counted
    a_pair(coordinator, service)  # has not ended
    shown = figure(service, month, "output_6")
    assert (shown.count, shown.of, shown.percent) == (9, 10, "90%")
    assert {part.key: part.of for part in shown.parts} == {"conference": 6, "alternative": 3, "neither": 1}
    first, *others = pairs(service, month)
    assert (first.number, first.is_met, first.explanation) == (ten.number, False, WHY)
    assert all(pair.is_met for pair in others)
    assert sorted(str(pair.accepted) for pair in others if pair.offered_on) == ["False", "False", "True"]
    today = timezone.localdate()
    assert {pair.met_on or pair.offered_on for pair in others} == {today}
    address = reverse("performance:pairs")
    page = sign_in(client, coordinator).get(address).text
    assert "Output 6: 9 of 10 met" in page
    assert "5 of 10 pairs met face to face (50%)" in page
    assert page.count("Not met") == 1
    assert WHY in page
    assert "A letter" in page
    assert address in client.get(reverse("performance:figure", args=["output_6"])).text
    assert cost(client, address) <= 12


def test_pairs_are_listed_for_nobody_who_may_not_open_every_case(
    ten, board_member, facilitator, stranger, client, sign_in
):
    address = reverse("performance:pairs")
    for user in (board_member, facilitator):
        assert sign_in(client, user).get(address).status_code == 404
    sign_in(client, board_member)
    page = client.get(reverse("performance:figure", args=["output_6"])).text
    assert HIDDEN in page
    assert address not in page
    assert ten.number not in sign_in(client, stranger).get(address).text


# --- which way was used ---------------------------------------------------------------------------------------------


@pytest.mark.requirement("PF-080")
def test_planned_face_to_face_and_carried_by_letter_counts_as_a_letter(
    prepared, coordinator, manager, service, month
):
    fence = prepared("meeting")
    with acting_as(coordinator):
        carry_a_letter(coordinator, manager, fence)
        code_outcome(by=coordinator, case=fence.case, coded=BY_LETTER)
        close_case(by=coordinator, case=fence.case)
        kept = Closing.objects.get(closed_at__isnull=False)
        assert (kept.planned_ways, kept.used_ways) == (["meeting"], ["letters"])
        assert kept.why_another_way == BY_LETTER.why_another_way
        used = figure(service, month, "ways_used")
    assert [(part.words, part.count) for part in used.parts] == [("Letters", 1)]


@pytest.mark.requirement("W8-123")
def test_share_of_conferences_against_alternatives_is_reported(ten, service, month, coordinator):
    declining = a_pair(coordinator, service, suitable=False)
    reach(by=coordinator, case=declining, milestone=Milestone.FIRST_CONTACT_HARMED)
    with pytest.raises(Refused, match="another way"):
        ended(coordinator, declining, "declined", "not_for_them", whose=Side.HARMED)
    closings = Closing.objects.filter(used_ways=[])
    for closing, used in zip(closings, (["letters"], ["shuttle", "video"]), strict=False):
        Closing.objects.filter(pk=closing.pk).update(used_ways=used)
    shown = figure(service, month, "conferences")
    assert (shown.count, shown.of, shown.percent) == (7, 8, "87.5%")
    ways = figure(service, month, "ways_used")
    assert {part.key: part.count for part in ways.parts} == {
        "letters": 1,
        "meeting": 5,
        "shuttle": 1,
        "video": 2,
    }


@pytest.mark.requirement("W8-290")
def test_alternatives_are_counted_by_kind_with_the_share_that_did_good(
    prepared, coordinator, manager, service, month
):
    fence = prepared("meeting")
    with acting_as(coordinator):
        carry_a_letter(coordinator, manager, fence)
        for kind, worked in (("letter", "no"), ("shuttle", "yes"), ("shuttle", "partly")):
            exchange = Exchange.objects.get(pk=fence.exchange.pk)
            exchange.pk, exchange.kind = None, kind
            exchange.save()
            Effect.objects.create(
                service=service,
                file=fence.harmed_file,
                exchange=exchange,
                worked=worked,
                how_known="They said so",
                noted_by=coordinator,
            )
        shown = figure(service, month, "letters_did_good")
        assert (shown.count, shown.of, shown.percent) == (2, 4, "50%")
        assert {part.key: (part.count, part.of) for part in shown.parts} == {
            "letter": (1, 2),
            "shuttle": (1, 2),
        }


@pytest.mark.requirement("W8-290")
def test_programmes_are_counted_by_kind_with_the_share_that_did_good(ordered, coordinator, service, month):
    for kind, worked in (("empathy", "yes"), ("empathy", "no"), ("reparation", "yes"), ("other", "")):
        Programme.objects.create(
            service=service,
            file=ordered.file,
            sentence=ordered,
            kind=kind,
            harm="A fence",
            needs="To finish things",
            agreed_on=timezone.localdate(),
            worked=worked,
            how_known="Seen" if worked else "",
            outcome="It stands" if worked else "",
            ended_on=timezone.localdate() if worked else None,
            chosen_by=coordinator,
        )
    shown = figure(service, month, "programmes_did_good")
    assert (shown.count, shown.of) == (2, 3)
    assert {part.key: (part.count, part.of) for part in shown.parts} == {
        "empathy": (1, 2),
        "reparation": (1, 1),
    }


def test_hidden_way_cannot_be_worked_out_from_the_share_of_conferences(ten, service, month, coordinator):
    for _ in range(2):
        ended(coordinator, a_pair(coordinator, service, suitable=False))
    Closing.objects.filter(used_ways=[]).update(used_ways=["letters"])
    ways = figure(service, month, "ways_used", in_full=False)
    assert [part for part in ways.parts if part.count is None]
    assert not [part for part in ways.parts if part.count in SMALL]
    shown = figure(service, month, "conferences", in_full=False)
    assert (shown.count, shown.of) == (None, 12)
    assert read_months(service, "conferences", month.last(2), in_full=False) == []


def test_way_that_was_explained_is_kept_with_any_outcome(coordinator, service):
    case = a_pair(coordinator, service)
    coded = replace(Coded("settled", "overtaken"), why_no_other_way=WHY)
    assert code_outcome(by=coordinator, case=case, coded=coded).why_no_other_way == WHY
