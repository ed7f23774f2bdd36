"""What the service finds out and decides about a referral, and what it carries over into a case."""

from amends.journey.eligibility.models.enquiry import Chase, Enquiry
from amends.journey.eligibility.models.joining import SamePerson
from amends.journey.eligibility.models.offences import ListedOffence
from amends.journey.eligibility.models.opening import CarriedOver
from amends.journey.eligibility.models.partner_likeness import PartnerLikeness
from amends.journey.eligibility.models.screening import Intake, Likeness, Screening
from amends.journey.eligibility.models.second import SecondAssessment
from amends.journey.eligibility.models.sent_on import SentOn
from amends.journey.eligibility.models.target import BasicFacts, Conviction, OffenceVictim, Score, TargetTest

__all__ = [
    "BasicFacts",
    "CarriedOver",
    "Chase",
    "Conviction",
    "Enquiry",
    "Intake",
    "Likeness",
    "ListedOffence",
    "OffenceVictim",
    "PartnerLikeness",
    "SamePerson",
    "Score",
    "Screening",
    "SecondAssessment",
    "SentOn",
    "TargetTest",
]
