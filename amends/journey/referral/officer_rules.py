"""What an officer of probation or of a prison answers before a referral leaves, where the rules ask for it."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from amends.foundation.access.models import AgencyKind, User
from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.questionnaires import load_questionnaire
from amends.journey.finding.rules.judging import JUDGEMENT, is_ahead, objections
from amends.journey.finding.rules.noting import may_refer_from_custody
from amends.journey.referral.content import OFFICERS_OF, Problem, Rows
from amends.journey.referral.models import KeptDraft, Referral, ReferralPerson
from amends.journey.referral.models.referral import Form, Route
from amends.service.partners.rules import pathway_for
from amends.service.rulebook.rules import profile_in_force

CUSTODY, EXPLAINED = "custody-referral", "officer-explained"
# What is to be explained before a referral starts, in custody and community alike (HMPPS 6.19, 6.32).
SEVEN = ("offer", "dignity", "facts", "voluntary", "victim_leaves", "they_leave", "unsuitable")
OWN_REQUEST = "offender"
CUSTODY_SOURCE = "HMPPS framework 4.13"


def officer_asks(referral: Referral) -> list[str]:
    """The questionnaires that may come with it; nothing is asked of what the service itself found in a caseload.

    The rules of the pathway on which the agency refers say so, else the service's own.
    """
    kind = _kind_of_sender(referral)
    if referral.form != Form.REFERRAL or referral.route == Route.FOUND or kind not in OFFICERS_OF:
        return []
    settings = _settings_for(referral)
    asks = [JUDGEMENT] if settings.get("officer_judgement") else []
    asks += [EXPLAINED] if settings.get("officer_explanations") else []
    custody = kind == AgencyKind.PRISON and settings.get("custody_risk_assessment")
    return asks + ([CUSTODY] if custody else [])


def _kind_of_sender(referral: Referral) -> str:
    return referral.agency.kind if referral.agency else ""


def _settings_for(referral: Referral) -> Mapping[str, Any]:
    """What is set by the rules of the pathway on which it comes, else by the service's own."""
    pathway = pathway_for(referral.service, referral.agency, _kind_of_sender(referral))
    base = pathway.profile if pathway else referral.service.profile
    return profile_in_force(referral.service_id, base).settings


def people_in_custody(rows: Rows) -> list[ReferralPerson]:
    """Whom a referral says to be in custody: by a release to come, else those responsible where the work is in a prison.

    Whoever refers from a prison refers somebody who is there.
    """
    today = timezone.localdate()
    # What was typed and is no day stands there as it was typed, until it is put right.
    to_be_released = [p for p in rows.people if isinstance(p.release_on, date) and p.release_on > today]
    in_prison = _kind_of_sender(rows.referral) == AgencyKind.PRISON or any(
        said.get("setting") == "custody" for said in rows.stated.values()
    )
    sides = ReferralPerson.Side
    others = (rows.principals(sides.RESPONSIBLE) or rows.people[:1]) if in_prison else []
    return to_be_released or others


def passed_to_officer(rows: Rows) -> list[ReferralPerson]:
    """Those in custody of whom the officer is told: all of one side, so that nobody reads both sides' names together."""
    people = people_in_custody(rows)
    responsible = [
        p for p in people if p.side in {ReferralPerson.Side.RESPONSIBLE, ReferralPerson.Side.PARTY_B}
    ]
    return responsible or people


def is_for_prison_officer(by: User, rows: Rows) -> bool:
    """Whether it is about somebody in custody whom only the prison offender manager refers, and `by` is not one."""
    if rows.referral.form != Form.REFERRAL or not people_in_custody(rows):
        return False
    asked = bool(_settings_for(rows.referral).get("custody_only_through_officer"))
    return asked and not may_refer_from_custody(by, rows.referral.service)


def check_not_for_prison_officer(by: User, rows: Rows) -> None:
    """Refuse a number to what only the prison offender manager may send (PF-051)."""
    if is_for_prison_officer(by, rows):
        raise Refused(
            "Somebody in custody is referred by their prison offender manager alone.",
            source=CUSTODY_SOURCE,
            opens="Tell the prison offender manager that the person is interested; they take it from there.",
        )


def kept_of(referral: Referral) -> list[KeptDraft]:
    """That it was passed on and waits, for its writer; nothing for anybody else."""
    return list(KeptDraft.objects.filter(referral=referral).select_related("interest").order_by("pk"))


def check_passing_on(referral: Referral, asked_by: str, *, keep: bool, wants_word: bool) -> None:
    """Refuse to pass anything on without saying who asked, or twice, or to promise word of what is thrown away."""
    if kept_of(referral):
        raise Refused("You have passed this on already. It waits for the answer.", source=CUSTODY_SOURCE)
    if asked_by not in KeptDraft.AskedBy.values:
        raise Refused("Say who asked for it.", source=CUSTODY_SOURCE, field="asked_by")
    if wants_word and not keep:
        raise Refused(
            "To tell the person harmed what comes of it, you need what you have typed in.",
            opens="Keep it until the prison offender manager has answered.",
            field="keep",
        )


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
            yield from _needs(rows)
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


def _needs(rows: Rows) -> Iterator[Problem]:
    """What somebody needs goes with the referral, or the word that none is known, but no blank (PF-141)."""
    theirs = {ReferralPerson.Side.RESPONSIBLE, ReferralPerson.Side.PARTY_B}
    principals = [p for p in rows.people if p.side in theirs and p.part == ReferralPerson.Part.PRINCIPAL]
    for person in principals:
        if not person.access_needs.strip():
            words = f"Say what {person.full_name} needs to take part, or “none known”. (HMPPS 6.42)"
            yield Problem(f"people.{person.position}.access_needs", words)


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
