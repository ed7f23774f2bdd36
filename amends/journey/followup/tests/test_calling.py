"""Everybody who took part is asked within seven days, and nobody is given up before three attempts."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.case.actions import grant_file, reach
from amends.foundation.case.lifecycle import Milestone, Stage
from amends.foundation.case.models import Participant
from amends.foundation.case.rules import reached
from amends.foundation.clock.models import Clock
from amends.foundation.lib.dates import LONDON
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.models import Notice
from amends.journey.followup.actions import (
    ask_to_resend,
    begin_follow_up,
    decline_follow_up,
    give_up,
    note_resent,
    raise_concern,
    settle_concern,
    start_follow_up,
)
from amends.journey.followup.models import Concern, FollowUp
from amends.journey.followup.tests.cast import ask_both, ring


@pytest.fixture
def asked(coordinator, a_case):
    """Two people who took part yesterday."""
    return ask_both(coordinator, a_case.case, a_case.harmed, a_case.responsible)


@pytest.fixture
def communicated(coordinator, a_case):
    """A case in which the communication is written up."""
    a_case.case.stage = Stage.COMMUNICATION
    a_case.case.save()
    for milestone in (Milestone.COMMUNICATED, Milestone.WRITTEN_UP):
        reach(by=coordinator, case=a_case.case, milestone=milestone)
    return a_case


def feedback_clocks():
    return Clock.objects.filter(name="feedback", stopped_at__isnull=True)


def test_seven_days_run_for_everybody_from_the_day_it_took_place(coordinator, a_case):
    held_at = datetime(2026, 3, 3, 14, 0, tzinfo=LONDON)
    people = [a_case.harmed, a_case.responsible]
    start_follow_up(by=coordinator, case=a_case.case, held_at=held_at, participants=people)
    due = [timezone.localtime(clock.due_at).date().isoformat() for clock in feedback_clocks() if clock.due_at]
    assert due == ["2026-03-10", "2026-03-10"]


def test_beginning_takes_the_step_and_starts_the_clocks(coordinator, communicated):
    held_at = timezone.now() - timedelta(hours=2)
    moved = begin_follow_up(
        by=coordinator, case=communicated.case, held_at=held_at, participants=[communicated.harmed]
    )
    assert moved.stage == Stage.FOLLOW_UP
    assert feedback_clocks().count() == 1


def test_who_sees_one_side_only_cannot_begin_for_everybody(coordinator, facilitator, acting, communicated):
    grant_file(by=coordinator, file=communicated.harmed_file, user=facilitator, reason="allocated")
    acting(facilitator)
    with pytest.raises(Refused, match="one side of this case only"):
        begin_follow_up(
            by=facilitator,
            case=communicated.case,
            held_at=timezone.now(),
            participants=[communicated.harmed],
        )


def test_what_has_not_taken_place_is_not_asked_about(coordinator, a_case):
    tomorrow = timezone.now() + timedelta(days=1)
    with pytest.raises(Refused, match="not taken place"):
        start_follow_up(by=coordinator, case=a_case.case, held_at=tomorrow, participants=[a_case.harmed])
    with pytest.raises(Refused, match="who took part"):
        start_follow_up(by=coordinator, case=a_case.case, held_at=timezone.now(), participants=[])


def test_who_is_being_asked_is_not_asked_twice(coordinator, a_case, asked):
    assert ask_both(coordinator, a_case.case, a_case.harmed) == []
    follow_up = asked[0]
    follow_up.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        follow_up.save()


@pytest.mark.requirement("W8-349")
def test_attempts_and_the_time_to_call_back_stand_with_the_person(
    client, sign_in, coordinator, manager, a_case, asked
):
    back = timezone.now() + timedelta(days=2)
    ring(manager, a_case.harmed)
    ring(manager, a_case.harmed, call_back_at=back)
    reminder = Clock.objects.get(name="call-back", stopped_at__isnull=True)
    assert reminder.due_at == back
    ring(manager, a_case.harmed, result="somebody_else")
    page = sign_in(client, coordinator).get(reverse("followup:person", args=[a_case.harmed.pk]))
    text = page.content.decode()
    assert "Attempts: 3 of 3" in text
    assert text.count(": telephone call, ") == len(["no answer", "no answer", "somebody else"])
    assert "07700900101" in text.replace(" ", "") or "+447700900101" in text.replace(" ", "")


def test_nobody_is_given_up_before_three_attempts(coordinator, manager, a_case, asked):
    follow_up = asked[0]
    for done in range(3):
        with pytest.raises(Refused, match=f"tried {done} of 3"):
            give_up(by=coordinator, follow_up=follow_up)
        ring(manager, a_case.harmed)
    give_up(by=coordinator, follow_up=follow_up)
    assert follow_up.state == FollowUp.State.UNREACHABLE


def test_feedback_is_done_when_everybody_has_answered_declined_or_been_given_up(
    coordinator, manager, a_case, asked
):
    decline_follow_up(by=coordinator, follow_up=asked[1])
    assert "feedback_done" not in reached(a_case.case)
    for _ in range(3):
        ring(manager, a_case.harmed)
    give_up(by=coordinator, follow_up=asked[0])
    assert "feedback_done" in reached(a_case.case)
    assert not feedback_clocks().exists()
    with pytest.raises(Refused, match="done already"):
        decline_follow_up(by=coordinator, follow_up=asked[0])


def test_somebody_else_to_ask_takes_the_milestone_back(coordinator, a_case, asked):
    for follow_up in asked:
        decline_follow_up(by=coordinator, follow_up=follow_up)
    supporter = Participant.objects.create(
        service_id=a_case.case.service_id,
        file=a_case.harmed_file,
        case=a_case.case,
        side="harmed",
        part="supporter",
        of=a_case.harmed,
        initials="SU",
    )
    ask_both(coordinator, a_case.case, supporter)
    assert "feedback_done" not in reached(a_case.case)


def test_facilitator_of_one_side_settles_theirs_without_seeing_the_other(
    coordinator, facilitator, acting, a_case, asked
):
    grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="allocated")
    decline_follow_up(by=coordinator, follow_up=asked[1])
    acting(facilitator)
    assert list(FollowUp.objects.all()) == [asked[0]]
    decline_follow_up(by=facilitator, follow_up=asked[0])
    assert "feedback_done" in reached(a_case.case)


def test_worry_is_a_task_until_somebody_writes_what_was_done(coordinator, a_case):
    said = {"participant": a_case.harmed, "kind": Concern.Kind.WORRY, "about": "worries"}
    concern = raise_concern(by=coordinator, words="He still parks there.", **said)
    assert concern is not None
    assert raise_concern(by=coordinator, words="He still parks there.", **said) is None
    assert Clock.objects.filter(name="follow-up-worry", stopped_at__isnull=True).count() == 1
    with pytest.raises(Refused, match="what was done"):
        settle_concern(by=coordinator, concern=concern, decision="safer", result=" ")
    settle_concern(by=coordinator, concern=concern, decision="safer", result="He parks elsewhere now.")
    assert not Clock.objects.filter(name="follow-up-worry", stopped_at__isnull=True).exists()
    with pytest.raises(Refused, match="settled already"):
        settle_concern(by=coordinator, concern=concern, decision="safer", result="Again")


@pytest.mark.requirement("EX-161")
def test_fear_is_told_to_coordinator_and_manager_without_a_name(coordinator, manager, facilitator, a_case):
    grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="allocated")
    concern = raise_concern(
        by=facilitator,
        participant=a_case.harmed,
        kind=Concern.Kind.SAFETY,
        about="worries",
        words="I am afraid",
    )
    told = Notice.objects.filter(user__in=[coordinator, manager])
    assert {notice.user_id for notice in told} == {coordinator.pk, manager.pk}
    assert not any("Hanna" in notice.words for notice in told)
    assert Clock.objects.get(name="risk-alert", stopped_at__isnull=True).file_id == a_case.harmed_file.pk
    assert concern is not None
    with pytest.raises(Refused, match="role does not allow"):
        settle_concern(by=facilitator, concern=concern, decision="safer", result="done")
    settle_concern(
        by=manager, concern=concern, decision="safer", result="Police informed; she stays with her sister."
    )
    assert not Clock.objects.filter(name="risk-alert", stopped_at__isnull=True).exists()


def test_concern_of_one_side_is_unknown_to_the_other(coordinator, facilitator, acting, a_case):
    grant_file(by=coordinator, file=a_case.responsible_file, user=facilitator, reason="allocated")
    raise_concern(by=coordinator, participant=a_case.harmed, kind=Concern.Kind.WORRY, about="worries")
    acting(facilitator)
    assert not Concern.objects.exists()


def test_agreement_that_never_came_is_due_the_next_working_day(coordinator, a_case):
    ask_to_resend(by=coordinator, participant=a_case.harmed)
    ask_to_resend(by=coordinator, participant=a_case.harmed)
    assert Clock.objects.filter(name="agreement-resent", stopped_at__isnull=True).count() == 1
    note_resent(by=coordinator, participant=a_case.harmed)
    with pytest.raises(Refused, match="Nobody has asked"):
        note_resent(by=coordinator, participant=a_case.harmed)


def test_pages_of_follow_up_lead_from_the_step_to_the_person(client, sign_in, coordinator, communicated):
    sign_in(client, coordinator)
    case = communicated.case
    answer = client.post(reverse("casefile:step", args=[case.number, "begin_follow_up"]))
    assert answer["Location"] == reverse("followup:begin", args=[case.number])
    today = timezone.localdate()
    answers = {
        "held_on_day": today.day,
        "held_on_month": today.month,
        "held_on_year": today.year,
        "way": "meeting",
        "people": [communicated.harmed.pk, communicated.responsible.pk],
    }
    done = client.post(reverse("followup:begin", args=[case.number]), answers)
    assert done.status_code == 302, done.content.decode()
    page = client.get(reverse("followup:case", args=[case.number])).content.decode()
    assert page.count("To be asked") == 2
    client.post(reverse("followup:settled", args=[communicated.harmed.pk, "declined"]))
    assert FollowUp.objects.get(participant=communicated.harmed).state == "declined"


def test_each_facilitator_sees_their_own_side_and_strangers_nothing(
    client, sign_in, coordinator, facilitator, stranger, referrer, a_case, asked
):
    grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="allocated")
    sign_in(client, facilitator)
    page = client.get(reverse("followup:case", args=[a_case.case.number])).content.decode()
    assert a_case.responsible.initials not in page
    assert client.get(reverse("followup:person", args=[a_case.harmed.pk])).status_code == 200
    assert client.get(reverse("followup:person", args=[a_case.responsible.pk])).status_code == 404
    for user in (stranger, referrer):
        assert (
            sign_in(client, user).get(reverse("followup:person", args=[a_case.harmed.pk])).status_code == 404
        )
