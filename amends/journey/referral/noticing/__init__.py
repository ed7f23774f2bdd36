"""What can be checked and must be noticed in a referral: shown to whoever acts next, at the place it is about.

Only structured answers are compared. Free text is shown, never guessed from.
"""

from amends.journey.referral.content import Rows, load
from amends.journey.referral.models import Referral
from amends.journey.referral.noticing import asking, contact, contradictions, people, resolution, sent
from amends.journey.referral.noticing.notice import Check, Notice, Severity

CHECKS: tuple[Check, ...] = (
    *contact.CHECKS,
    *people.CHECKS,
    *asking.CHECKS,
    *sent.CHECKS,
    *resolution.CHECKS,
    *contradictions.CHECKS,
)

__all__ = ["CHECKS", "Notice", "Severity", "notices_from", "notices_of"]


def notices_of(referral: Referral) -> list[Notice]:
    """Everything noticed in a referral, the gravest first."""
    return notices_from(load(referral))


def notices_from(rows: Rows) -> list[Notice]:
    """The same, from rows at hand or not saved yet."""
    order = list(Severity)
    found = [notice for check in CHECKS for notice in check(rows)]
    return sorted(dict.fromkeys(found), key=lambda notice: order.index(notice.severity))
