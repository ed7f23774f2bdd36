"""What each person was told and has agreed to, as dated rows, and what an order or licence adds to it."""

from amends.journey.consent.models.consent import Consent
from amends.journey.consent.models.explanation import Explanation
from amends.journey.consent.models.standing import Resistance, Standing

__all__ = ["Consent", "Explanation", "Resistance", "Standing"]
