"""What is missing of a community remedy, and what is on offer where."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from amends.foundation.access.models import Service, User
from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.source import read
from amends.journey.referral.models import ChosenAction, LocalOption, Referral, Remedy
from amends.journey.referral.models.referral import Status
from amends.journey.referral.remedy_rules import available_in, districts_of, of_community_remedy
from amends.service.partners.models import District

SOURCE = "Essex manual, appendix G menu and para 3"
GONE = (Status.DRAFT, Status.MERGED, Status.WITHDRAWN)


def missing_menus(user: User, service: Service) -> QuerySet[Remedy]:
    """Community remedies for which nobody has noted when the menu was offered, the oldest first (EX-029)."""
    mine = Referral.objects.visible_to(user).filter(of_community_remedy(), service=service)
    wanting = Remedy.objects.filter(referral__in=mine.exclude(status__in=GONE), menu_offered_on__isnull=True)
    return wanting.select_related("referral").order_by("referral__received_at")


def menu_version() -> int:
    """The version of the menu's words, kept with what was explained."""
    return _meanings(Path(settings.POLICY_DIR))[0]


def meanings(*, easy: bool = False) -> dict[str, str]:
    """What each option means, in plain words or in easy read, by its number."""
    _, usual, in_easy_read = _meanings(Path(settings.POLICY_DIR))
    return in_easy_read if easy else usual


@cache
def _meanings(folder: Path) -> tuple[int, dict[str, str], dict[str, str]]:
    parts = read(folder / "remedy-menu.yaml").fields(needed=["version", "source", "options", "easy"])
    numbers = [str(number) for number in ChosenAction.Menu.values]
    options, easy = (
        {key: part.text() for key, part in parts[name].fields(needed=numbers).items()}
        for name in ("options", "easy")
    )
    return parts["version"].whole_number(at_least=1), options, easy


def check_may_choose(remedy: Remedy) -> None:
    """Refuse a choice from the menu before each option was explained (EX-155)."""
    if remedy.menu_wishes and remedy.menu_explained_on is None:
        raise Refused(
            "A choice waits until the options were explained.",
            source=SOURCE,
            opens="Read the handout with them, then put in the day.",
            field="menu_explained_on",
        )


@dataclass(frozen=True)
class Offer:
    """One action on the menu of a district."""

    number: int
    words: str
    is_there: bool
    since: date | None = None

    @property
    def meaning(self) -> str:
        """What it means, in plain words."""
        return meanings()[str(self.number)]

    @property
    def easy(self) -> str:
        """The same in easy read."""
        return meanings(easy=True)[str(self.number)]


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
