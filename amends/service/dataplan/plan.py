"""What policy/data-plan.yaml says: the items of the plan."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings

from amends.foundation.access.roles import ONE_SIDE, ROLES, Sees
from amends.foundation.case.lifecycle import Stage
from amends.foundation.policy.records import read_records
from amends.foundation.policy.source import read

PURPOSES = {
    "casework": "Casework",
    "accountability": "Accountability and management",
    "learning": "Learning",
    "local_evaluation": "Local evaluation",
    "programme_evaluation": "Evaluation of the programme",
}


@dataclass(frozen=True)
class Item:
    """One kind of information. policy/data-plan.yaml says what each field means."""

    key: str
    words: str
    purposes: tuple[str, ...]
    basis: str
    where: str
    how: str
    side: str = ""
    entered_by: tuple[str, ...] = ()
    seen_by: tuple[str, ...] = ()
    source: str = ""
    stage: str = ""
    asked_by: str = ""
    page: str = ""
    follows: str = ""

    @property
    def small_words(self) -> str:
        """Inside a sentence."""
        return self.words[0].lower() + self.words[1:]

    @property
    def purpose_words(self) -> str:
        """What it is kept for."""
        return ", ".join(PURPOSES[each] for each in self.purposes)

    @property
    def stage_words(self) -> str:
        """When it is asked for."""
        return Stage(self.stage).label if self.stage else ""

    @property
    def can_be_set(self) -> bool:
        """Whether the plan decides role by role who sees it."""
        return not self.follows

    @property
    def can_be_shut(self) -> list[str]:
        """The roles that could see it and need not: nobody is shut out of what they enter themselves."""
        whole = {Sees.SERVICE, Sees.GRANTED}
        found = []
        for key, role in ROLES.items():
            one_side = ONE_SIDE.get(role.sees)
            opens = role.sees in whole or (one_side is not None and (not self.side or one_side == self.side))
            if opens and key not in self.entered_by and key != "clockwork":
                found.append(key)
        return found if self.can_be_set else []


@cache
def items() -> dict[str, Item]:
    """The items in the order of the file. Raises PolicyError for a role, purpose or stage that does not exist."""
    parts = read(settings.POLICY_DIR / "data-plan.yaml").fields(needed=["version", "source", "items"])
    found = read_records(Item, parts["items"])
    for key, entry in parts["items"].entries().items():
        item = found[key]
        unknown = [role for role in (*item.entered_by, *item.seen_by) if role not in ROLES]
        unknown += [each for each in item.purposes if each not in PURPOSES]
        unknown += [item.stage] if item.stage and item.stage not in Stage.values else []
        unknown += [role for role in item.seen_by if role not in item.can_be_shut]
        if unknown:
            entry.refuse(f"'{key}' names what is not known, or never sees it: {', '.join(unknown)}.")
    return found
