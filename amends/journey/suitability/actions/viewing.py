"""Views of the person responsible around a sentence: the report writer's, the facilitator's, and afterwards."""

from collections.abc import Mapping

from django.db import transaction
from django.urls import reverse

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Case, Participant, Side
from amends.foundation.case.rules import check_is_live
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.questions import Answer
from amends.foundation.questionnaire.actions import complete_response, start_response
from amends.foundation.questionnaire.models import Response
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.suitability.rules.later import ADVICE_CLOCK, AFTER, BEFORE, CONFIRM_CLOCK, FIRST


@transaction.atomic
def record_view(*, by: User, participant: Participant, key: str, answers: Mapping[str, Answer]) -> Response:
    """Add a view; an earlier one of the same kind stays as it is.

    A view before sentence asks for another after it. Without confidence in the purpose then, nobody harmed is
    approached for a meeting and the case is sent for advice (W8-217). Raises AnswersRefused for empty fields (W8-208).
    """
    check_may(by, Permission.SUITABILITY_RECORD, participant.service_id)
    check_is_live(participant.case)
    if key not in (BEFORE, FIRST, AFTER) or participant.side != Side.RESPONSIBLE:
        raise Refused(
            "This view is asked only of the person responsible.",
            source="Wait 'til Eight section 5 para 3",
        )
    response = start_response(
        by=by, key=key, subject=f"participant:{participant.pk}", participant=participant
    )
    complete_response(by=by, response=response, answers=answers)
    record(
        by=by,
        act=Act.COLLECTION,
        what="suitability.view",
        file=participant.file,
        subject=f"participant:{participant.pk}",
        details={"kind": key},
    )
    _hold_or_release(by, participant.case, key, str(response.answers.get("confident") or ""))
    return response


def _hold_or_release(by: User, case: Case, key: str, confident: str) -> None:
    """The tasks are of the case and name neither side, so that they bind whoever works for the other one."""
    subject = f"case:{case.pk}"
    link = reverse("casefile:case", args=[case.number])
    about = About(service=case.service, subject=subject, case=case, link=link)
    if key == BEFORE:
        start_clock(by=by, name=CONFIRM_CLOCK, about=about)
    elif key == AFTER and confident == "no":
        start_clock(by=by, name=ADVICE_CLOCK, about=about)
    elif key == AFTER:
        for name in (CONFIRM_CLOCK, ADVICE_CLOCK):
            stop_clock(by=by, name=name, subject=subject)
