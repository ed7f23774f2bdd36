"""Both sides of the table, side by side."""

import pytest
from django.urls import reverse
from django.utils import timezone

from amends.foundation.case.models import Participant
from amends.foundation.questionnaire.models import Response
from amends.insight.equality.roles import side_by_side
from amends.journey.consent.models import Consent
from amends.journey.evaluation.models import Feedback
from amends.journey.followup.models import FollowUp


def told_us(by, person, base, said):
    """Somebody has answered two questions with the same word."""
    now = timezone.now()
    follow_up = FollowUp.objects.create(
        **base,
        participant=person,
        way="meeting",
        state="answered",
        held_at=now,
        settled_at=now,
        settled_by=by,
        started_by=by,
    )
    response = Response.objects.create(
        **base,
        case=person.case,
        participant=person,
        key="feedback-essex",
        version=3,
        subject=follow_up.subject,
        answered_by=by,
        state="complete",
        completed_at=now,
    )
    Feedback.objects.create(
        **base,
        participant=person,
        follow_up=follow_up,
        response=response,
        side=person.side,
        part=person.part,
        way="meeting",
        content=said,
        treated_fairly=said,
        taken_by=by,
    )


def agreed(by, person, base, *answers):
    """What somebody said about taking part, one after the other."""
    for answer in answers:
        Consent.objects.create(
            **base,
            participant=person,
            purpose="take_part",
            answer=answer,
            recorded_by=by,
            given_on=timezone.localdate(),
            how="spoken",
            wording="1",
        )


@pytest.fixture
def answered(coordinator, a_case):
    """So many of one side told us that they were treated fairly, and so many that they were not; some withdrew."""

    def put(side: str, fair: int, unfair: int, withdrew: int = 0) -> None:
        file = a_case.harmed_file if side == "harmed" else a_case.responsible_file
        base = {"service_id": a_case.case.service_id, "file": file}
        people = Participant.objects.bulk_create(
            Participant(**base, case=a_case.case, side=side, part="member", initials="X")
            for _ in range(fair + unfair)
        )
        for number, person in enumerate(people):
            told_us(coordinator, person, base, "yes" if number < fair else "no")
            agreed(coordinator, person, base, "given", *(["withdrawn"] if number < withdrew else []))

    return put


@pytest.mark.requirement("EX-088")
def test_90_and_60_per_cent_stand_side_by_side_with_their_bases_and_a_gap_of_30_points(
    answered, service, client, sign_in, manager
):
    answered("harmed", 9, 1, withdrew=2)
    answered("responsible", 6, 4, withdrew=1)
    page = " ".join(sign_in(client, manager).get(reverse("equality_figures:roles")).content.decode().split())
    assert "90% (9 of 10)" in page
    assert "60% (6 of 10)" in page
    assert "+30 points" in page
    content, fair, withdrew = side_by_side(service, below=1)
    assert (fair.title, fair.gap, content.gap) == ("Treated fairly", 30, 30)
    assert (withdrew.harmed.shown, withdrew.responsible.shown) == ("20% (2 of 10)", "10% (1 of 10)")


def test_whoever_sees_no_case_sees_no_small_number(answered, client, sign_in, board_member):
    answered("harmed", 9, 1)
    page = sign_in(client, board_member).get(reverse("equality_figures:roles")).content.decode()
    assert "9 of 10" not in page
    assert "hidden (small)" in page
