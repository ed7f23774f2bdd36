"""What becomes of rows that could be read: screened by the rules, put in order by the guide's factors."""

from amends.journey.finding.sifting.ranking import MOST, lines_of, met_by, score, weights_of
from amends.journey.finding.sifting.screening import facts_in, outside, screen_rows

__all__ = ["MOST", "facts_in", "lines_of", "met_by", "outside", "score", "screen_rows", "weights_of"]
