"""Which papers facilitators are given, what is kept from them, and what is still missing from the hand-over."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from amends.foundation.case.models import Case, Participant, Side
from amends.foundation.lib.refusal import Refused
from amends.foundation.people.models import ContactPoint, SafeContact
from amends.journey.allocation.models import Pack, PackItem

SOURCE = "Hub manual, process 1"
ASKED = ("calls", "texts", "voicemail", "email", "post", "visits")


def pack_of(case: Case) -> tuple[Pack | None, list[PackItem]]:
    """The newest pack and what it holds, as a facilitator sees it."""
    newest = Pack.objects.filter(case=case).order_by("-version").first()
    items = PackItem.objects.filter(case=case, included=True, issued_version__isnull=False)
    return newest, list(items.order_by("kind", "title", "pk"))


def check_pack_is_decided(case: Case) -> None:
    """Refuse to hand papers over while nobody has said of each whether it is included."""
    items = list(PackItem.objects.filter(case=case).values_list("included", flat=True))
    if not any(items):
        raise Refused(
            "Nothing is included yet.", source=SOURCE, opens="Include at least one paper or a note."
        )
    undecided = items.count(None)
    if undecided:
        words = "One paper is" if undecided == 1 else f"{undecided} papers are"
        raise Refused(
            f"{words} still undecided.", source=SOURCE, opens="Say of each whether the facilitators get it."
        )


@dataclass(frozen=True)
class Paper:
    """One line of the hand-over list."""

    words: str
    is_there: bool


def handover(case: Case) -> list[Paper]:
    """What goes with the case to its facilitators, and whether it is there (Wait 'til Eight table 4, coordinator)."""
    people = Participant.objects.filter(case=case, part=Participant.Part.PRINCIPAL, left_at__isnull=True)
    safe_points = ContactPoint.objects.filter(participant=OuterRef("pk"), is_safe=True)
    rows = people.annotate(reachable=Exists(safe_points)).select_related("safe_contact")
    by_side: dict[str, list[Participant]] = {}
    for participant in rows:
        by_side.setdefault(participant.side, []).append(participant)
    sides = (
        (Side.HARMED, Side.RESPONSIBLE) if case.roles == Case.Roles.CLEAR else (Side.PARTY_A, Side.PARTY_B)
    )
    papers = []
    for side in sides:
        found = by_side.get(side, [])
        name = side.label.lower()
        papers += [
            Paper(f"Name of the {name}", bool(found)),
            Paper(
                f"Number or address of the {name}",
                bool(found) and all(p.__dict__["reachable"] for p in found),
            ),
            Paper(f"What is safe for the {name}", bool(found) and all(_asked(p) for p in found)),
        ]
    return papers


def _asked(participant: Participant) -> bool:
    card = getattr(participant, "safe_contact", None)
    return card is not None and any(getattr(card, name) != SafeContact.Answer.NOT_ASKED for name in ASKED)
