"""The harm analysis of a sensitive case: without it nobody is asked to approve (HMPPS framework 6.13)."""

from collections.abc import Mapping

from django.db import transaction

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.policy.questions import Answer
from amends.foundation.questionnaire.actions import complete_response, start_response
from amends.foundation.questionnaire.models import Response
from amends.journey.eligibility.actions.screening import ask_for_oversight
from amends.journey.eligibility.rules import approvals_asked, known_kind, latest_screening, profile_for
from amends.journey.referral.facts import facts_of
from amends.journey.referral.models import Referral


@transaction.atomic
def submit_harm_analysis(*, by: User, referral: Referral, answers: Mapping[str, Answer]) -> Response:
    """Complete it, and ask those who have to approve what was screened. What the referral says of its kind counts.

    Raises AnswersRefused while a danger is not answered, or has no words on what is done about it (PF-093).
    """
    check_may(by, Permission.REFERRAL_SCREEN, referral.service_id)
    key = str(profile_for(referral).settings["harm_analysis_questionnaire"])
    response = start_response(by=by, key=key, subject=f"referral:{referral.pk}", service=referral.service)
    complete_response(by=by, response=response, answers={**answers, **known_kind(facts_of(referral))})
    response.refresh_from_db()
    screening = latest_screening(referral)
    if screening:
        ask_for_oversight(by, referral, screening, approvals_asked(screening, facts_of(referral)))
    return response
