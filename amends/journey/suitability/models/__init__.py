"""Talks, judgements and what somebody found unsuitable was told; scores. All of it in the person's own file."""

from amends.journey.suitability.models.interview import EarlyRefusal, Interview
from amends.journey.suitability.models.judgement import Judgement
from amends.journey.suitability.models.score import Score
from amends.journey.suitability.models.told import Told

__all__ = ["EarlyRefusal", "Interview", "Judgement", "Score", "Told"]
