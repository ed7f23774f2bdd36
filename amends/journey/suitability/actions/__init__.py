"""Everything that is written about suitability: talks, judgements, views before and after sentence, scores."""

from amends.journey.suitability.actions.interviewing import log_interview, print_interview
from amends.journey.suitability.actions.judging import judge, keep_judgement, note_early_refusal, weigh
from amends.journey.suitability.actions.scoring import Given, enter_score, score_from_facts
from amends.journey.suitability.actions.telling import print_judgement, record_told
from amends.journey.suitability.actions.viewing import record_view
from amends.journey.suitability.rules.judging import Findings

__all__ = [
    "Findings",
    "Given",
    "enter_score",
    "judge",
    "keep_judgement",
    "log_interview",
    "note_early_refusal",
    "print_interview",
    "print_judgement",
    "record_told",
    "record_view",
    "score_from_facts",
    "weigh",
]
