"""A referral as it was sent, what was said about it since, and the community resolution it may rest on."""

from amends.journey.referral.models.dealings import Amendment, Attachment, Question
from amends.journey.referral.models.facts import ChecklistAnswer, ReferralFact
from amends.journey.referral.models.kept import KeptDraft
from amends.journey.referral.models.pack import PackNeed, ProviderPack
from amends.journey.referral.models.person import ReferralContact, ReferralPerson
from amends.journey.referral.models.referral import ExternalReference, Referral, ReferralRow
from amends.journey.referral.models.remedy import LocalOption, Remedy
from amends.journey.referral.models.resolution import ChosenAction, CommunityResolution, PolicingArea, SignOff
from amends.journey.referral.models.sentence import Sentencing, Worksheet
from amends.journey.referral.models.settings import ReferralSettings

__all__ = [
    "Amendment",
    "Attachment",
    "ChecklistAnswer",
    "ChosenAction",
    "CommunityResolution",
    "ExternalReference",
    "KeptDraft",
    "LocalOption",
    "PackNeed",
    "PolicingArea",
    "ProviderPack",
    "Question",
    "Referral",
    "ReferralContact",
    "ReferralFact",
    "ReferralPerson",
    "ReferralRow",
    "ReferralSettings",
    "Remedy",
    "Sentencing",
    "SignOff",
    "Worksheet",
]
