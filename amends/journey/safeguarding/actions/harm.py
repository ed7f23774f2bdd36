"""Checking whether a step could hurt the person harmed again, and what a sign of it sets going."""

from collections.abc import Mapping

from django.db import transaction
from django.urls import reverse

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.approval.actions import ask_approval
from amends.foundation.case.models import Case, Participant
from amends.foundation.clock.actions import About, start_clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.questions import Answer
from amends.foundation.questionnaire.actions import complete_response, start_response
from amends.foundation.questionnaire.models import Response
from amends.journey.safeguarding.rules.harm import (
    KEY,
    MAY_BE_HURT,
    REASSESS,
    approval_subject,
    is_positive,
    subject_at,
)


@transaction.atomic
def check_harm(*, by: User, participant: Participant, answers: Mapping[str, Answer]) -> Response:
    """Complete the check of the stage the case is in. Anything possible or happening asks the manager (SS-029)."""
    check_may(by, Permission.RISK_RECORD, participant.service_id)
    if participant.side not in MAY_BE_HURT:
        raise Refused("This check is made for the person harmed.", source="NOMS service specification, row 3")
    case = Case.objects.get(pk=participant.case_id)  # the stage it is in now
    response = start_response(
        by=by, key=KEY, subject=subject_at(participant, case.stage), participant=participant
    )
    complete_response(by=by, response=response, answers=answers)
    response.refresh_from_db()
    if is_positive(response):
        ask_approval(
            by=by,
            key=KEY,
            subject=approval_subject(response),
            question=f"{case.number}: the person harmed could be hurt again. May the step go on?",
            belongs_to=participant.file,
            link=reverse("safeguarding:harm", args=[participant.pk]),
        )
    return response


def ask_reassessment(*, by: User, participant: Participant, link: str) -> None:
    """A sign was seen: no meeting is booked or confirmed until the risk has been assessed anew (W8-214)."""
    about = About(
        service=participant.case.service,
        subject=f"participant:{participant.pk}",
        case=participant.case,
        file=participant.file,
        link=link,
        owner=by,
    )
    start_clock(by=by, name=REASSESS, about=about)
