"""Has it been discussed with the scheme that a child was harmed?"""

from amends.foundation.lib.refusal import Refused
from amends.journey.safeguarding.models import Discussion


def discussion_of(subject: str) -> Discussion | None:
    """The last one about a row."""
    return Discussion.objects.filter(subject=subject).order_by("-pk").first()


def check_discussed(subject: str, *, victim_under_18: bool) -> None:
    """Refuse a proposal to a court about a harmed child before it was discussed, or against the outcome (W8-062)."""
    if not victim_under_18:
        return
    row = discussion_of(subject)
    if row is None or row.outcome != Discussion.Outcome.GO_ON:
        raise Refused(
            "Somebody harmed is under 18, and nobody has discussed it with the scheme yet."
            if row is None
            else "After talking with the scheme this is not to be proposed.",
            source="Wait 'til Eight section 2 para 1.2, exclusion criteria",
            opens="Talk with the scheme, then record with whom, when and what came of it."
            if row is None
            else "",
        )
