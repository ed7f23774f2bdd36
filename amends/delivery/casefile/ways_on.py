"""Where the thing is done that a step waits for, so that “not possible yet” always leads to what would open it."""

from dataclasses import dataclass

from django.urls import reverse

from amends.delivery.casefile.rules import SideOfCase
from amends.foundation.case.lifecycle import Milestone
from amends.foundation.case.models import Case, Participant

# Pages of the whole case. Whoever may take a step may open the pages that its milestones are reached on.
PAGES: dict[Milestone, tuple[tuple[str, str], ...]] = {
    Milestone.SECOND_ASSESSMENT_DONE: (("eligibility:assessment", "Make the second assessment"),),
    Milestone.FACILITATORS_ACCEPTED: (("allocation:case", "Find facilitators who accept"),),
    Milestone.PACK_ISSUED: (("allocation:pack", "Hand over the case pack"),),
    Milestone.SUITABLE: (("suitability:overview", "Judge whether it is suitable for everybody"),),
    Milestone.RISK_ASSESSED: (("risk:overview", "Assess the risk for everybody"),),
    Milestone.COMMUNICATED: (
        ("meeting:show", "Hold the meeting"),
        ("indirect:exchanges", "or carry the letter or message"),
    ),
    Milestone.WRITTEN_UP: (("meeting:show", "Write up how it went"),),
    Milestone.OUTCOME_CODED: (("followup:closing", "Choose how it ends"),),
}


@dataclass(frozen=True)
class Way:
    """A link to where something is done."""

    words: str
    url: str


def ways_on(missing: list[Milestone], case: Case, sides: list[SideOfCase]) -> list[list[Way]]:
    """For each milestone that is missing, the pages on which it is reached."""
    return [_ways(milestone, case, sides) for milestone in missing]


def _ways(milestone: Milestone, case: Case, sides: list[SideOfCase]) -> list[Way]:
    if milestone is Milestone.WAY_CHOSEN:
        people = [line.participant for side in sides for line in side.people]
        parts = {Participant.Part.PRINCIPAL, Participant.Part.MEMBER}
        asked = [p for p in people if p.part in parts and not p.left_at]
        found = [Way(p.initials, reverse("preparation:person", args=[p.pk])) for p in asked]
        return [Way(f"Ask how they want to communicate: {way.words}", way.url) for way in found[:1]] + found[
            1:
        ]
    pages = PAGES.get(milestone, ())
    return [Way(words, reverse(name, args=[case.number])) for name, words in pages]
