"""Which pages of a form are asked only after certain answers. What was typed on one that is asked no more is not sent."""

from collections.abc import Callable, Mapping
from typing import Any

from amends.journey.finding.rules.judging import JUDGEMENT
from amends.journey.referral.content.rows import OUT_OF_COURT
from amends.journey.referral.models.referral import Form, Reason
from amends.journey.referral.models.resolution import RESTORATIVE_ACTIONS
from amends.journey.referral.officer_rules import OWN_REQUEST
from amends.journey.referral.sentence_rules import AWARENESS

Answers = Mapping[str, Mapping[str, Any]]
Asked = Callable[[Answers], bool]
AGREED = (1, 2, 3)


def _reasons(answers: Answers) -> set[str]:
    return set(answers.get("reason", {}).get("reasons") or [])


def _is_about_awareness(answers: Answers) -> bool:
    return Reason.VICTIM_AWARENESS in _reasons(answers)


def _is_out_of_court(answers: Answers) -> bool:
    return bool(OUT_OF_COURT & _reasons(answers))


def _is_their_idea(answers: Answers) -> bool:
    return bool(answers.get("reason", {}).get("initiated_by") == OWN_REQUEST)


def _chose_restorative(answers: Answers) -> bool:
    chosen = answers.get("menu", {}).get("chosen") or []
    return any(int(number) in RESTORATIVE_ACTIONS for number in chosen)


def _agreed_restorative(answers: Answers) -> bool:
    agreed = [answers.get("acceptance", {}).get(f"agreed_{place}") for place in AGREED]
    return any(int(number) in RESTORATIVE_ACTIONS for number in agreed if number)


_ONLY_IF: dict[tuple[str, str], Asked] = {
    (Form.REFERRAL, AWARENESS): _is_about_awareness,
    (Form.REFERRAL, "remedy"): _is_out_of_court,
    (Form.REFERRAL, JUDGEMENT): _is_their_idea,
    (Form.CRA1, "victim-hub"): _chose_restorative,
    (Form.CRA1, "offender-hub"): _agreed_restorative,
}


def asked_if(form: str, key: str) -> Asked | None:
    """What has to have been answered for this page to be asked; None for a page that is always asked."""
    return _ONLY_IF.get((form, key))


def still_asked(form: str, answers: Answers) -> dict[str, Mapping[str, Any]]:
    """The answers without those on pages that are asked no more: a yes to the hub when nothing restorative is left.

    They stay in the draft, so that nothing is lost by trying another answer and going back.
    """
    conditions = {key: asked_if(form, key) for key in answers}
    return {
        key: step for key, step in answers.items() if (asked := conditions[key]) is None or asked(answers)
    }
