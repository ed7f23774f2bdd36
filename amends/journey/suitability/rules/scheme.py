"""What a service has set for itself in its profile, and which questions it asks whom."""

from datetime import date

from amends.foundation.case.models import Case, Participant, Side
from amends.foundation.lib.dates import add_months
from amends.foundation.policy.profiles import Setting
from amends.journey.suitability.models import Judgement
from amends.service.rulebook.rules import profile_in_force

USUAL_MONTHS = 6
_FORMS = {Side.HARMED: "suitability-harmed", Side.RESPONSIBLE: "suitability-responsible"}
PAPER_FORM, PARTY_FORM = "suitability-paper", "suitability-party"


def setting(case: Case, name: str) -> Setting | None:
    """One setting of the rules in force for this case; None where they do not speak of it."""
    return profile_in_force(case.service_id, case.profile).settings.get(name)


def form_key(participant: Participant, made_as: str) -> str:
    """Which questionnaire a judgement of this person answers; "" for the manager, who judges on what is there."""
    if made_as == Judgement.MadeAs.MANAGER:
        return ""
    if made_as == Judgement.MadeAs.PAPER:
        return PAPER_FORM
    return _FORMS.get(Side(participant.side), PARTY_FORM)


def latest_review(case: Case, on: date) -> date:
    """The last day on which a judgement of that day still counts (W8-120)."""
    return add_months(on, int(setting(case, "suitability_review_months") or USUAL_MONTHS))


def presumes_taking_part(case: Case) -> bool:
    """Whether this scheme presumes that people responsible take part (W8-075)."""
    return bool(setting(case, "presumption_of_taking_part"))


def both_must_agree(case: Case) -> bool:
    """Whether the second facilitator must be of the same opinion before anything passes (EX-047)."""
    return bool(setting(case, "both_facilitators_agree_before_communication"))
