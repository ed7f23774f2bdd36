"""May a liaison officer release this to that provider, and what of it may the provider still read?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from amends.foundation.access.models import Agency, User
from amends.foundation.access.programs import as_clockwork
from amends.foundation.access.rules import access_of
from amends.foundation.lib.refusal import Refused
from amends.foundation.people.models import ContactPoint
from amends.journey.consent.rules import Switch, switchboard, switchboards
from amends.journey.consent.rules.switches import NO
from amends.journey.disclosure.models import Item, ReleaseAnswer, VictimRequest
from amends.journey.disclosure.rules import check_officer_was_told

SOURCE = "HMPPS framework 4.15 and 6.38"
Answer = ReleaseAnswer.Answer
_POINTS: dict[str, tuple[str, ...]] = {
    Item.TELEPHONE: (ContactPoint.Kind.MOBILE, ContactPoint.Kind.LANDLINE),
    Item.EMAIL: (ContactPoint.Kind.EMAIL,),
    Item.ADDRESS: (ContactPoint.Kind.ADDRESS,),
}


def last_answer(request: VictimRequest) -> ReleaseAnswer | None:
    """What they said last to this request."""
    return max(request.answers.all(), key=lambda answer: answer.pk, default=None)


def covered(request: VictimRequest, board: Mapping[str, Switch] | None = None) -> list[str]:
    """The items this provider may have now; none before they are asked, and none any more once they have taken it back.

    Whoever has stopped taking part, or takes back that details are shared at all, has taken this back as well.
    """
    last = last_answer(request)
    if last is None or last.answer != Answer.GIVEN:
        return []
    board = switchboard(request.participant) if board is None else board
    stopped = any(board[key].state in NO for key in ("take_part", "share_details"))
    return [] if stopped else list(last.items)


def check_may_release(request: VictimRequest, items: Iterable[str]) -> None:
    """Refuse an item, or a release at all, that their answer to this provider does not cover (PF-058)."""
    check_officer_was_told(request)
    if request.provider_id is None:
        raise Refused(
            "It is not said which provider would get it.",
            source=SOURCE,
            opens="Name the provider when you write down what they said.",
        )
    last, allowed = last_answer(request), covered(request)
    if not allowed:
        raise Refused(_why_not(last), source=SOURCE, field="items")
    if beyond := [Item(item).label.lower() for item in items if item not in allowed]:
        raise Refused(
            f"They have not agreed that this provider gets: {', '.join(beyond)}.",
            source=SOURCE,
            opens="Leave it out, or ask them.",
            field="items",
        )


def _why_not(last: ReleaseAnswer | None) -> str:
    if last is None:
        return "They have not been asked what this provider may have."
    if last.answer == Answer.REFUSED:
        return "They have said no to this provider."
    return "They have taken it back, so nothing more is released."


@dataclass(frozen=True)
class Passed:
    """One request as its provider sees it; `lines` is empty and `is_gone` true once it is no longer available."""

    request: VictimRequest
    lines: tuple[tuple[str, str], ...]

    @property
    def is_gone(self) -> bool:
        """Whether nothing of it may be read any more."""
        return not self.lines


def released_to(user: User, agency: Agency) -> list[Passed]:
    """What was released to this body, as it stands at this moment, for somebody who may open none of our cases."""
    if agency.pk not in {m.agency_id for m in access_of(user).memberships}:
        return []
    with as_clockwork(agency.service):
        requests = list(_requests_of(agency))
        boards = switchboards([request.participant for request in requests])
        return [_passed(request, boards[request.participant_id]) for request in requests]


def _requests_of(agency: Agency) -> "QuerySet[VictimRequest]":
    rows = VictimRequest.objects.filter(provider=agency, released_on__isnull=False)
    rows = rows.select_related("participant__person", "participant__case__service", "file")
    return rows.prefetch_related("answers", "releases", "participant__contact_points").order_by("-pk")[:50]


def _passed(request: VictimRequest, board: Mapping[str, Switch]) -> Passed:
    allowed = covered(request, board)
    released = {item for row in request.releases.all() for item in row.items}
    shown = [item for item in Item.values if item in released and item in allowed]
    return Passed(request, tuple((Item(item).label, _value(request, item)) for item in shown))


def _value(request: VictimRequest, item: str) -> str:
    """What stands on file; a number or address that is marked never to be used is given to nobody."""
    if item == Item.NAME:
        return str(request.participant.person.full_name)
    points = sorted(request.participant.contact_points.all(), key=lambda point: (point.rank, point.pk))
    usable = [p for p in points if p.kind in _POINTS[item] and p.is_safe and not p.is_over]
    found = [f"{point.value}, {point.postcode}" if point.postcode else point.value for point in usable]
    return "; ".join(found) or "Not on file"
