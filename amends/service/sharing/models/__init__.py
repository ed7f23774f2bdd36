"""Agreements and who signed them, what bodies promised, the ways risk may be passed on, and partners' own cases."""

from amends.service.sharing.models.agreement import Briefing, Party, SharingAgreement
from amends.service.sharing.models.partner_case import PartnerCase
from amends.service.sharing.models.terms import Acknowledgement, RiskMeans, SourceTerms

__all__ = [
    "Acknowledgement",
    "Briefing",
    "PartnerCase",
    "Party",
    "RiskMeans",
    "SharingAgreement",
    "SourceTerms",
]
