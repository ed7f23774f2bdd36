"""The rules of the forms about a sentence: what must be answered, and when a sentence may be proposed at all."""

from collections.abc import Iterator

from django.utils import timezone

from amends.foundation.access.models import Service
from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.answers import validate_answers
from amends.foundation.policy.facts import facts_table
from amends.foundation.policy.outcomes import Outcome
from amends.foundation.policy.questionnaires import load_questionnaire
from amends.foundation.policy.questions import Questionnaire
from amends.foundation.policy.screening import screen
from amends.journey.referral.content import Problem, Rows
from amends.journey.referral.facts import facts_from
from amends.journey.referral.form_rules import settings_of
from amends.journey.referral.models import Referral, Sentencing
from amends.journey.referral.models.referral import Form, Reason, Status
from amends.journey.referral.officer_rules import officer_problems, officer_questionnaires
from amends.service.rulebook.rules import profile_in_force

FIVE, AWARENESS = "referral-five", "victim-awareness"
PROPOSAL = "Wait 'til Eight appendix 2B 4"
WORKSHEET = "Wait 'til Eight appendix 7G page 1"
PROMPTS = {
    "weapon": "Say whether a weapon was used.",
    "violence": "Say whether there was violence.",
    "encounter": "Say whether they met the person harmed in it.",
}


def five_of(service: Service) -> str:
    """The questionnaire that comes before a proposal: the profile may name its own."""
    return str(profile_in_force(service.pk, service.profile).settings.get("referral_questionnaire", FIVE))


def questionnaires_of(referral: Referral) -> list[str]:
    """What has to be answered with this referral, beside its own boxes."""
    keys = [five_of(referral.service)] if referral.form == Form.SENTENCE else []
    keys += [AWARENESS] if Reason.VICTIM_AWARENESS in referral.reasons else []
    return keys + officer_questionnaires(referral)


def sentence_parts(rows: Rows) -> list[Problem]:
    """What is missing of the forms about a sentence, whoever types it in."""
    problems = [each for key in questionnaires_of(rows.referral) for each in _unanswered(rows, key)]
    problems = problems or list(officer_problems(rows))
    if rows.referral.form == Form.SENTENCE:
        problems += _hearing(rows)
    if rows.referral.form == Form.WORKSHEET:
        problems += _prompts(rows)
    return problems


def _unanswered(rows: Rows, key: str) -> Iterator[Problem]:
    """None of a questionnaire's questions is left out (W8-087, PF-127)."""
    for error in validate_answers(load_questionnaire(key), rows.answers.get(key, {})):
        yield Problem(f"answers.{key}.{error.field}", error.words)


def _hearing(rows: Rows) -> Iterator[Problem]:
    """What the service needs to follow the case through court (W8-090)."""
    given = rows.sentencing or Sentencing()
    parts = {
        "referral.next_hearing_on": (rows.referral.next_hearing_on, "Enter the date of the hearing."),
        "referral.court": (rows.referral.court, "Say which court hears it."),
        "sentencing.offence": (given.offence, "Say what the offence is."),
        "sentencing.report_author": (given.report_author, "Say who writes the report."),
        "sentencing.is_ppo": (
            given.is_ppo is not None,
            "Say whether they are a prolific or priority offender.",
        ),
    }
    yield from (Problem(where, words) for where, (answer, words) in parts.items() if not answer)
    if given.sentence_proposed:
        try:
            check_can_propose(rows)
        except Refused as refusal:
            yield Problem("sentencing.sentence_proposed", str(refusal))


def _prompts(rows: Rows) -> Iterator[Problem]:
    """The brief details never leave open whether there was a weapon, violence or an encounter (W8-360)."""
    for name, words in PROMPTS.items():
        if rows.worksheet is None or getattr(rows.worksheet, name) is None:
            yield Problem(f"worksheet.{name}", words)


def check_can_propose(rows: Rows) -> None:
    """Refuse a sentence proposal unless the rules say eligible and all five answers are no (W8-088).

    The refusal names whom to talk to instead.
    """
    if rows.referral.status not in {
        Status.DRAFT,
        Status.SUBMITTED,
        Status.WAITING_FOR_REFERRER,
        Status.ACCEPTED,
    }:
        raise _talk_first(rows, f"This referral is closed: {rows.referral.get_status_display().lower()}.")
    five = load_questionnaire(five_of(rows.referral.service))
    _check_five_noes(rows, five)
    service = rows.referral.service
    said = screen(profile_in_force(service.pk, service.profile), facts_from(rows))
    if said.needs_facts:
        table = facts_table()
        missing = " ".join(table[name].words for name in said.missing)
        raise _talk_first(rows, f"It is not known yet whether the case is eligible. {missing}")
    if said.outcome != Outcome.ELIGIBLE:
        words = {each.rule.id: each.rule.words for each in said.explanations}
        raise _talk_first(rows, " ".join(words[rule] for rule in said.rules))


def _check_five_noes(rows: Rows, five: Questionnaire) -> None:
    answers = rows.answers.get(five.key, {})
    missing = validate_answers(five, answers)
    if missing:
        raise _talk_first(rows, f"Answer the five questions first. {missing[0].words}")
    if yes := [question.text for question in five.questions if answers.get(question.key) == "yes"]:
        raise _talk_first(rows, f"You answered yes to: {' '.join(yes)}")


def _talk_first(rows: Rows, words: str) -> Refused:
    """A refusal with the person to discuss it with."""
    contact = settings_of(rows.referral.service).contact or rows.referral.service.telephone
    opens = f"Talk about it with the service: {contact}." if contact else "Talk about it with the service."
    return Refused(f"{words} No sentence can be proposed yet.", source=PROPOSAL, opens=opens)


def proposal_words(rows: Rows) -> str:
    """What comes next for whoever writes the report: a proposal, or a talk with the service first."""
    try:
        check_can_propose(rows)
    except Refused as refusal:
        return str(refusal)
    return "Eligible, and five times no: a sentence can be proposed."


def pending_hearings(referrals: "list[Referral]") -> list[Referral]:
    """Those whose result has not been heard, the earliest hearing first."""
    waiting = [each for each in referrals if each.next_hearing_on and each.sentenced_on is None]
    return sorted(waiting, key=lambda each: (each.next_hearing_on, each.pk))


def is_past(referral: Referral) -> bool:
    """Whether the hearing has been, and its result should be known."""
    return bool(referral.next_hearing_on and referral.next_hearing_on < timezone.localdate())
