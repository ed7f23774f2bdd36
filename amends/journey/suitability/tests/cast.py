"""Answers with which nothing stands against anybody, and judgements made with them."""

from typing import Any

from amends.foundation.access.acting import acting_as
from amends.foundation.case.models import Side
from amends.journey.consent.tests.cast import agree
from amends.journey.suitability.actions import Findings, judge

BOTH: dict[str, Any] = {
    "concern_for_harmed": "no",
    "fear_or_threat": "no",
    "willing": "yes",
    "understands": "yes",
    "under_pressure": "no",
    "risk_considered": "Little: they have not met since.",
    "safe_to_communicate": "yes",
    "safe_to_communicate_comment": "Two quiet talks.",
}
HARMED: dict[str, Any] = {
    **BOTH,
    "vulnerability": "nothing known",
    "support": "A sister nearby.",
    "support_enough": "yes",
    "hopes": ["tell_impact", "explanation"],
    "able_to_consent": "yes",
    "able_to_consent_comment": "Clear and alone with us.",
    "motive": "Wants to be heard.",
    "anger": "no",
    "revenge": "no",
    "earlier_trouble": "no",
}
RESPONSIBLE: dict[str, Any] = {
    **BOTH,
    "account": "Says that it was the drink and the dare.",
    "acceptance": "full",
    "blames_harmed": "none",
    "willing_to_meet": "yes",
    "follow_through": "yes",
    "explore_amends": "yes",
    "means_to_go_on": "no",
    "means_harm": "no",
    "substances": "none",
    "health": ["nothing"],
    "oasys": "not_used",
    "setting": "community",
    "earlier_trouble": "no",
}
PARTY: dict[str, Any] = {
    **BOTH,
    "revenge": "no",
    "acceptance": "part",
    "blames_harmed": "none",
    "substances": "none",
}
PAPER: dict[str, Any] = {
    "concern_for_harmed": "no",
    "fear_or_threat": "no",
    "relied_on": ["referral"],
    "willing": "unsure",
    "acceptance": "unknown",
    "safe_to_communicate": "unsure",
}
OF_SIDE: dict[str, dict[str, Any]] = {
    Side.HARMED: HARMED,
    Side.RESPONSIBLE: RESPONSIBLE,
    Side.PARTY_A: PARTY,
    Side.PARTY_B: PARTY,
}


def good(participant, made_as="visit", answers=None, **changes):
    """Findings with which this person is suitable; `answers` are changed answers, the rest a changed conclusion."""
    usual = PAPER if made_as == "paper" else {} if made_as == "manager" else OF_SIDE[participant.side]
    plain = {"outcome": "suitable", "basis": "two visits", "both_agree": made_as == "visit"}
    return Findings(**{**plain, "answers": {**usual, **(answers or {})}, **changes})


def judged(by, participant, made_as="visit", answers=None, **changes):
    """One judgement on file."""
    findings = good(participant, made_as, answers, **changes)
    return judge(by=by, participant=participant, made_as=made_as, findings=findings)


def agreed(by, *people):
    """They agree to take part."""
    with acting_as(by):
        for person in people:
            agree(by, person, "take_part")


def found_suitable(by, fence):
    """Both sides agree to take part and are suitable after the visits."""
    agreed(by, fence.harmed, fence.responsible)
    return [judged(by, person) for person in (fence.harmed, fence.responsible)]
