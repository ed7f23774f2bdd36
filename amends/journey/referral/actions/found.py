"""A possible case of a partner's caseload becomes a referral that says it was identified by the hub (EX-106)."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.journey.finding.actions.deciding import mark_referred
from amends.journey.finding.models import Candidate
from amends.journey.finding.rules.caseloads import check_may_find
from amends.journey.finding.rules.cases import check_can_refer
from amends.journey.referral.actions.receiving import log_referral
from amends.journey.referral.models import Referral
from amends.journey.referral.models.referral import Form, Route


@transaction.atomic
def refer_found(*, by: User, candidate: Candidate, incident: str, **holder: str) -> Referral:
    """Log it with what the caseload says of this one person; nothing of anybody on the other side comes with it.

    `holder` is whoever holds the case: referrer_name, referrer_telephone, referrer_email.
    """
    check_may_find(by, candidate.service)
    check_can_refer(candidate)
    referral = log_referral(
        by=by,
        service=candidate.service,
        form=Form.REFERRAL,
        route=Route.FOUND,
        received_at=timezone.now(),
        agency=candidate.extract.agency,
        content=_content(candidate, incident, holder),
    )
    mark_referred(by=by, candidate=candidate, number=referral.number)
    return referral


def _content(candidate: Candidate, incident: str, holder: dict[str, str]) -> dict[str, Any]:
    person = {
        "full_name": candidate.full_name or candidate.person_reference,
        "side": candidate.side,
        "date_of_birth": candidate.date_of_birth,
        "postcode": candidate.postcode,
    }
    content: dict[str, Any] = {
        "referral": {
            "incident": incident,
            "happened_on": candidate.offence_on,
            "initiated_by": candidate.facts.get("initiated_by", "agency"),
            "court_stage": candidate.facts.get("court_stage", ""),
            "sentence_details": str(candidate.details.get("sentence", "")),
            **holder,
        },
        "people": [person],
        "facts": candidate.facts,
    }
    if candidate.offence_reference:
        content["references"] = [{"kind": "crime", "value": candidate.offence_reference}]
    return content
