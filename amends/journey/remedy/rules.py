"""What is missing of a community remedy, what is on offer where, and whether a place is free."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from amends.foundation.access.models import Service, User
from amends.foundation.lib.refusal import Refused
from amends.journey.referral.models import ChosenAction, LocalOption, Referral, Remedy
from amends.journey.referral.models.referral import Status
from amends.journey.referral.remedy_rules import available_in, districts_of, of_community_remedy
from amends.journey.remedy.models import ContractAction, Placement
from amends.journey.remedy.models.placement import PLACED
from amends.service.partners.models import District

SOURCE = "Essex manual, appendix G"
GONE = (Status.DRAFT, Status.MERGED, Status.WITHDRAWN)


def missing_menus(user: User, service: Service) -> QuerySet[Remedy]:
    """Community remedies for which nobody has noted when the menu was offered, the oldest first (EX-029)."""
    mine = Referral.objects.visible_to(user).filter(of_community_remedy(), service=service)
    wanting = Remedy.objects.filter(referral__in=mine.exclude(status__in=GONE), menu_offered_on__isnull=True)
    return wanting.select_related("referral").order_by("referral__received_at")


@dataclass(frozen=True)
class Offer:
    """One action on the menu of a district."""

    number: int
    words: str
    is_there: bool
    since: date | None = None


def menu_of(district: District, day: date) -> list[Offer]:
    """The eight actions; what does not exist in the district on that day is marked so (EX-154)."""
    there = available_in(district, day)
    since = dict(LocalOption.objects.filter(district=district).values_list("number", "available_from"))
    return [
        Offer(number, str(words), number in there, since.get(number))
        for number, words in ChosenAction.Menu.choices
    ]


@dataclass(frozen=True)
class Cover:
    """How far every action is on offer everywhere."""

    rows: list[tuple[District, list[Offer]]]
    there: int
    wanted: int

    @property
    def gaps(self) -> int:
        """How many actions are still missing, over all districts."""
        return self.wanted - self.there


def cover_of(service: Service, day: date) -> Cover:
    """Every district with its menu on a day. Of districts times eight actions, how many exist."""
    listed: dict[int, list[LocalOption]] = {}
    for option in LocalOption.objects.filter(service=service):
        listed.setdefault(option.district_id, []).append(option)
    rows: list[tuple[District, list[Offer]]] = []
    for district in districts_of(service):
        own = listed.get(district.pk, [])
        numbers = {o.number for o in own if o.available_from <= day and (not o.ended_on or o.ended_on >= day)}
        since = {o.number: o.available_from for o in own}
        offers = [
            Offer(number, str(words), number in numbers, since.get(number))
            for number, words in ChosenAction.Menu.choices
        ]
        rows.append((district, offers))
    there = sum(offer.is_there for _, offers in rows for offer in offers)
    return Cover(rows, there, len(rows) * len(ChosenAction.Menu))


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
