"""Where people who asked themselves first heard of it, and what the Victims' Code expects of the police (SS-030)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from amends.foundation.access.models import Service
from amends.journey.finding.fields import CodeEdition, finding
from amends.journey.finding.models import Offer
from amends.service.rulebook.rules import profile_in_force

NO_AREA = "Area not known"


@dataclass(frozen=True)
class Heard:
    """Of one police area: how many asked themselves, through whom, and what the police did."""

    area: str
    asked: int
    through: Mapping[str, int]
    police_did: Mapping[str, int]

    def share(self, source: str) -> int:
        """Per cent of those who asked who first heard of it there."""
        return round(100 * self.through.get(source, 0) / self.asked)


def heard_by_area(service: Service) -> list[Heard]:
    """Everybody harmed who asked themselves, by police area; whoever has not asked is left out."""
    rows = Offer.objects.filter(service=service).exclude(heard_from="")
    asked: dict[str, list[tuple[str, str]]] = {}
    for area, source, police in rows.values_list("area", "heard_from", "police_offered"):
        asked.setdefault(area.strip() or NO_AREA, []).append((source, police))
    return [
        Heard(area, len(each), Counter(s for s, _ in each), Counter(p for _, p in each))
        for area, each in sorted(asked.items())
    ]


def code_of(service: Service) -> CodeEdition:
    """The edition of the Code that the service's rules go by."""
    named = str(profile_in_force(service.pk, service.profile).settings["victims_code_edition"])
    return finding().victims_code[named]
