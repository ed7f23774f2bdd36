"""May an action of a contract be followed and settled, and is a place free for it?"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q

from amends.foundation.access.models import Service
from amends.foundation.lib.refusal import Refused
from amends.journey.referral.models import ChosenAction
from amends.journey.remedy.models import ContractAction, Placement
from amends.journey.remedy.models.placement import PLACED

SOURCE = "Essex manual, appendix G"


def check_is_agreed(action: ChosenAction) -> None:
    """Refuse to follow what was never agreed."""
    if action.agreed_place is None:
        raise Refused("This action was not agreed, so there is nothing to keep.", source=SOURCE)


def check_is_open(step: ContractAction) -> None:
    """Refuse to settle twice."""
    if step.state != ContractAction.State.OPEN:
        raise Refused(f"This is settled already: {step.get_state_display().lower()}.")


@dataclass(frozen=True)
class Places:
    """A line of the directory with the places that are taken now."""

    placement: Placement
    taken: int

    @property
    def free(self) -> int:
        """How many more can be sent there; none to a closed one."""
        return max(self.placement.places - self.taken, 0) if self.placement.is_open else 0


def directory(service: Service) -> list[Places]:
    """Every placement with its taken places, by district: one query (EX-157)."""
    taken = Count("uses", filter=Q(uses__completed_on__isnull=True, uses__left_on__isnull=True))
    rows = Placement.objects.filter(service=service).select_related("provider", "district")
    ordered = rows.annotate(taken=taken).order_by("district__name", "name")
    return [Places(row, row.taken) for row in ordered]


def check_has_place(placement: Placement, step: ContractAction) -> None:
    """Refuse a placement without a place left, and name others in the area; or one for an action that needs none."""
    if step.action.number not in PLACED:
        raise Refused("This action is not carried out at a placement.", source=SOURCE, field="placement")
    near = [line for line in directory(placement.service) if line.free]
    if any(line.placement.pk == placement.pk for line in near):
        return
    here = [line.placement for line in near if line.placement.district_id == placement.district_id]
    others = ", ".join(map(str, here))
    raise Refused(
        f"There is no place left at {placement}.",
        source=SOURCE,
        opens=f"In the same district there is a place at: {others}."
        if others
        else "There is no other place in the district.",
        field="placement",
    )


def breach_words(step: ContractAction, details: Mapping[str, str]) -> str:
    """The notice to the investigating officer. It names nobody and asks for nothing: the officer weighs it."""
    behaviour = (
        " An acceptable behaviour contract was not kept, so you may weigh a more formal step."
        if step.action.number == ChosenAction.Menu.ABC
        else ""
    )
    return (
        f"About {details['number']}: the action “{step.action.get_number_display()}”, due {details['due']}, was "
        f"not kept ({details['breached']}).{behaviour} Nothing else has been changed. Please note what you decide."
    )
