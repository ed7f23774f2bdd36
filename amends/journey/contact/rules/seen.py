"""Whom somebody has visited, and whom not yet (EX-044)."""

from amends.foundation.case.lifecycle import Milestone
from amends.foundation.case.models import SIDES, Case, Side
from amends.foundation.case.rules import reached

FIRST = {
    Side.HARMED: Milestone.FIRST_CONTACT_HARMED,
    Side.PARTY_A: Milestone.FIRST_CONTACT_HARMED,
    Side.RESPONSIBLE: Milestone.FIRST_CONTACT_RESPONSIBLE,
    Side.PARTY_B: Milestone.FIRST_CONTACT_RESPONSIBLE,
}
SEEN = {
    Side.HARMED: Milestone.HARMED_SEEN,
    Side.PARTY_A: Milestone.HARMED_SEEN,
    Side.RESPONSIBLE: Milestone.RESPONSIBLE_SEEN,
    Side.PARTY_B: Milestone.RESPONSIBLE_SEEN,
}


def not_yet_seen(case: Case, have: set[str] | None = None) -> list[Side]:
    """The sides that nobody has visited yet."""
    milestones = reached(case) if have is None else have
    return [side for side in SIDES[Case.Roles(case.roles)] if SEEN[side] not in milestones]
