"""What could go wrong for or through somebody, what is done about it, and what is known before anybody goes."""

from amends.journey.risk.models.assessment import Assessment, PoliceAt
from amends.journey.risk.models.bars import ContactBar
from amends.journey.risk.models.enquiry import RiskEnquiry
from amends.journey.risk.models.known_elsewhere import KnownElsewhere
from amends.journey.risk.models.measure import Measure
from amends.journey.risk.models.pausing import Escalation, Hold, RiskChange, Worry
from amends.journey.risk.models.police import PoliceRequest
from amends.journey.risk.models.sensitive import Sensitive, Vulnerability, Wellbeing
from amends.journey.risk.models.service_log import ServiceRisk, ServiceRiskReview
from amends.journey.risk.models.visits import VisitSummary, VisitSummaryRead

__all__ = [
    "Assessment",
    "ContactBar",
    "Escalation",
    "Hold",
    "KnownElsewhere",
    "Measure",
    "PoliceAt",
    "PoliceRequest",
    "RiskChange",
    "RiskEnquiry",
    "Sensitive",
    "ServiceRisk",
    "ServiceRiskReview",
    "VisitSummary",
    "VisitSummaryRead",
    "Vulnerability",
    "Wellbeing",
    "Worry",
]
