"""What an officer of probation or of a prison answers before a referral leaves, where the rules ask for it."""

from collections.abc import Iterator, Mapping
from typing import Any

from amends.foundation.access.models import AgencyKind
from amends.foundation.policy.questionnaires import load_questionnaire
from amends.journey.finding.rules.judging import JUDGEMENT, is_ahead, objections
from amends.journey.referral.content import OFFICERS_OF, Problem, Rows
from amends.journey.referral.models import Referral
from amends.journey.referral.models.referral import Form, Route
from amends.service.partners.rules import pathway_for
from amends.service.rulebook.rules import profile_in_force

CUSTODY, EXPLAINED = "custody-referral", "officer-explained"
# What is to be explained before a referral starts, in custody and community alike (HMPPS 6.19, 6.32).
SEVEN = ("offer", "dignity", "facts", "voluntary", "victim_leaves", "they_leave", "unsuitable")
OWN_REQUEST = "offender"


def officer_asks(referral: Referral) -> list[str]:
    """The questionnaires that may come with it; nothing is asked of what the service itself found in a caseload.

    The rules of the pathway on which the agency refers say so, else the service's own.
    """
    kind = referral.agency.kind if referral.agency else ""
    if referral.form != Form.REFERRAL or referral.route == Route.FOUND or kind not in OFFICERS_OF:
        return []
    pathway = pathway_for(referral.service, referral.agency, kind)
    base = pathway.profile if pathway else referral.service.profile
    settings = profile_in_force(referral.service_id, base).settings
    asks = [JUDGEMENT] if settings.get("officer_judgement") else []
    asks += [EXPLAINED] if settings.get("officer_explanations") else []
    custody = kind == AgencyKind.PRISON and settings.get("custody_risk_assessment")
    return asks + ([CUSTODY] if custody else [])


def officer_questionnaires(referral: Referral) -> list[str]:
    """Those that are asked of this one: the judgement only where the person themselves asked (HMPPS 4.3)."""
    own = referral.initiated_by == OWN_REQUEST
    return [key for key in officer_asks(referral) if own or key != JUDGEMENT]


def officer_problems(rows: Rows) -> Iterator[Problem]:
    """What complete answers say against sending it (PF-026, PF-106), and days that cannot be (PF-052)."""
    for key in officer_questionnaires(rows.referral):
        answers = rows.answers.get(key, {})
        if key == JUDGEMENT:
            found = list(objections(answers))
            yield from (Problem(f"answers.{key}.{name}", f"{words} (HMPPS 4.3)") for name, words in found)
        elif key == EXPLAINED:
            yield from _explanations(answers)
        elif is_ahead(answers["risk_assessed_on"]):
            words = "The dynamic risk assessment cannot be of a day to come. (HMPPS 4.13)"
            yield Problem(f"answers.{key}.risk_assessed_on", words)


def _explanations(answers: Mapping[str, Any]) -> Iterator[Problem]:
    """Each of the seven has its day; one that has none stops the referral, unless it departs from it for a reason."""
    for name in SEVEN:
        if answers.get(name) and is_ahead(answers[name]):
            yield Problem(f"answers.{EXPLAINED}.{name}", "This day has not come yet.")
    yield from _benefits(answers)
    blank = unexplained(answers)
    if blank and not str(answers.get("departure") or "").strip():
        words = f"Not explained to them yet: {'; '.join(blank.values())}. (HMPPS 6.19)"
        yield Problem(f"answers.{EXPLAINED}.{next(iter(blank))}", words)


def _benefits(answers: Mapping[str, Any]) -> Iterator[Problem]:
    """A benefit that was talked through comes with its fit to this person, and the other way round (PF-110)."""
    chosen, fit = answers.get("benefits") or [], str(answers.get("fit") or "").strip()
    if chosen and not fit:
        yield Problem(f"answers.{EXPLAINED}.fit", "Say how that fits this person. (HMPPS 6.21)")
    if fit and not chosen:
        words = "Say which possible benefits you talked through. (HMPPS 6.21)"
        yield Problem(f"answers.{EXPLAINED}.benefits", words)


def benefits_in_words(answers: Mapping[str, Any]) -> str:
    """The benefits that an officer talked through, in the words of the list, with their fit; "" for none."""
    known = load_questionnaire(EXPLAINED).question("benefits").choices
    chosen = [known.get(key, key) for key in answers.get("benefits") or []]
    return f"{'; '.join(chosen)}. {answers.get('fit') or ''}".strip() if chosen else ""


def unexplained(answers: Mapping[str, Any]) -> dict[str, str]:
    """Which of the seven were not explained, in the words of the questions."""
    texts = {question.key: question.text for question in load_questionnaire(EXPLAINED).questions}
    return {name: texts[name] for name in SEVEN if not answers.get(name)}
