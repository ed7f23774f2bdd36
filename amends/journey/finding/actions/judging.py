"""The responsible officer judges whether somebody's request should be pursued."""

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.questions import Answers
from amends.foundation.questionnaire.actions import complete_response, start_response
from amends.foundation.questionnaire.models import Response
from amends.journey.finding.actions.asking import close_request
from amends.journey.finding.models import Request
from amends.journey.finding.rules.judging import JUDGEMENT, SOURCE, is_ahead, may_judge
from amends.journey.finding.rules.noting import subject_of


@transaction.atomic
def judge_request(*, by: User, request: Request, answers: Answers) -> Response:
    """Keep the judgement for good, beside the request. A no closes the request: nothing leaves (PF-026).

    Raises Refused for anybody but an officer, for a request that was answered, and AnswersRefused for gaps.
    """
    if not may_judge(by, request.service):
        raise Refused("Only the responsible officer judges this.", source=SOURCE)
    if request.outcome != Request.Outcome.PENDING:
        raise Refused("This request has been answered already.")
    response = start_response(by=by, key=JUDGEMENT, subject=subject_of(request), service=request.service)
    complete_response(by=by, response=response, answers=answers)
    if is_ahead(response.answers["assessed_on"]):
        raise Refused("This day has not come yet.", field="assessed_on")
    if response.answers["suitable"] == "no":
        close_request(
            by=by,
            request=request,
            outcome=Request.Outcome.NOT_SUITABLE,
            on=timezone.localdate(),
            late_reason="The officer judged it not suitable: no referral was due.",
        )
    return response
