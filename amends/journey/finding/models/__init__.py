"""What comes before a referral: what people said, and what a partner's caseload holds."""

from amends.journey.finding.models.assessment import Assessment
from amends.journey.finding.models.candidate import Candidate
from amends.journey.finding.models.content import ExtractFile, Rejected
from amends.journey.finding.models.disclosure import Disclosure
from amends.journey.finding.models.extract import Extract
from amends.journey.finding.models.interest import Interest
from amends.journey.finding.models.layout import Layout, Weights
from amends.journey.finding.models.match import Match
from amends.journey.finding.models.noted import Noted
from amends.journey.finding.models.offer import Offer
from amends.journey.finding.models.request import Request
from amends.journey.finding.models.sample import Reading, Sample
from amends.journey.finding.models.victim_notice import VictimNotice

__all__ = [
    "Assessment",
    "Candidate",
    "Disclosure",
    "Extract",
    "ExtractFile",
    "Interest",
    "Layout",
    "Match",
    "Noted",
    "Offer",
    "Reading",
    "Rejected",
    "Request",
    "Sample",
    "VictimNotice",
    "Weights",
]
