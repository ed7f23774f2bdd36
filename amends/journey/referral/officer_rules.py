"""What an officer of probation or of a prison answers before a referral leaves, where the rules ask for it."""

from collections.abc import Iterator

from amends.foundation.access.models import AgencyKind
from amends.journey.finding.rules.judging import JUDGEMENT, is_ahead, objections
from amends.journey.referral.content import OFFICERS_OF, Problem, Rows
from amends.journey.referral.models import Referral
from amends.journey.referral.models.referral import Form, Route
from amends.service.rulebook.rules import profile_in_force

CUSTODY = "custody-referral"
OWN_REQUEST = "offender"


def officer_asks(referral: Referral) -> list[str]:
    """The questionnaires that may come with it; nothing is asked of what the service itself found in a caseload."""
    kind = referral.agency.kind if referral.agency else ""
    if referral.form != Form.REFERRAL or referral.route == Route.FOUND or kind not in OFFICERS_OF:
        return []
    settings = profile_in_force(referral.service_id, referral.service.profile).settings
    asks = [JUDGEMENT] if settings.get("officer_judgement") else []
    custody = kind == AgencyKind.PRISON and settings.get("custody_risk_assessment")
    return asks + ([CUSTODY] if custody else [])


def officer_questionnaires(referral: Referral) -> list[str]:
    """Those that are asked of this one: the judgement only where the person themselves asked (HMPPS 4.3)."""
    own = referral.initiated_by == OWN_REQUEST
    return [key for key in officer_asks(referral) if own or key != JUDGEMENT]


def officer_problems(rows: Rows) -> Iterator[Problem]:
    """What complete answers say against sending it (PF-026), and days that cannot be (PF-052)."""
    for key in officer_questionnaires(rows.referral):
        answers = rows.answers[key]
        if key == JUDGEMENT:
            found = list(objections(answers))
            yield from (Problem(f"answers.{key}.{name}", f"{words} (HMPPS 4.3)") for name, words in found)
        elif is_ahead(answers["risk_assessed_on"]):
            words = "The dynamic risk assessment cannot be of a day to come. (HMPPS 4.13)"
            yield Problem(f"answers.{key}.risk_assessed_on", words)
