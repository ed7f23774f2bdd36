"""Each pair of output 6: the meeting or the alternative that was offered, with the answer, or why there was neither."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from amends.foundation.access.models import Service
from amends.insight.performance.counting import COUNTED
from amends.insight.performance.months import Month
from amends.journey.followup.models import Closing
from amends.journey.indirect.models import Considered, Exchange
from amends.journey.meeting.models import Meeting

FACE_TO_FACE = Meeting.Way.MEETING.label
DONE = (Exchange.State.DELIVERED, Exchange.State.ENDED)


@dataclass(frozen=True)
class Pair:
    """The two sides of one case that were found suitable (SS-043). `accepted` is None where nothing was offered."""

    number: str
    meeting: str = ""
    met_on: date | None = None
    alternative: str = ""
    offered_on: date | None = None
    accepted: bool | None = None
    explanation: str = ""

    @property
    def is_met(self) -> bool:
        """Whether the output is met for them: a meeting, or an offer, whatever was answered."""
        return bool(self.met_on or self.offered_on)

    @property
    def is_face_to_face(self) -> bool:
        """Whether they met in one room."""
        return self.meeting == FACE_TO_FACE


@dataclass(frozen=True)
class Offer:
    """Another way that was offered, and whether it was taken up."""

    kind: str
    on: date
    accepted: bool


def pairs(service: Service, month: Month) -> list[Pair]:
    """Every pair of the month, those with neither first: four queries, whatever their number."""
    _, rows = COUNTED["output_6"].pair(service, month)
    closings = list(rows.select_related("case").order_by("case__number"))
    cases = [closing.case_id for closing in closings]
    meetings, offers = _meetings(cases), _offers(cases)
    found = [_pair(closing, meetings.get(closing.case_id), offers[closing.case_id]) for closing in closings]
    return sorted(found, key=lambda pair: (pair.is_met, pair.number))


def _meetings(cases: Sequence[int]) -> dict[int, Meeting]:
    """The first meeting of each, and one face to face before any by video."""
    held = Meeting.objects.filter(case__in=cases, state=Meeting.State.HELD)
    ordered = sorted(held, key=lambda each: (each.way != Meeting.Way.MEETING, each.starts_at))
    return {meeting.case_id: meeting for meeting in reversed(ordered)}


def _offers(cases: Sequence[int]) -> dict[int, list[Offer]]:
    """What was offered in each case, newest last. Which side said what is not kept apart from the case."""
    offers: dict[int, list[Offer]] = defaultdict(list)
    talked = Considered.objects.filter(participant__case__in=cases, answer__in=Considered.OFFERED)
    for row in talked.select_related("participant").order_by("on", "pk"):
        accepted = row.answer == Considered.Answer.WANTS
        offers[row.participant.case_id].append(Offer(row.get_way_display(), row.on, accepted))
    for exchange in Exchange.objects.filter(case__in=cases).order_by("begun_at", "pk"):
        begun = timezone.localtime(exchange.begun_at).date()
        accepted = exchange.state in DONE and exchange.released_at is not None
        offers[exchange.case_id].append(Offer(exchange.get_kind_display(), begun, accepted))
    return offers


def _pair(closing: Closing, meeting: Meeting | None, offers: Sequence[Offer]) -> Pair:
    explanation = closing.why_no_other_way or ("Somebody stopped." if closing.case.stopped_at else "")
    if meeting:
        day = timezone.localtime(meeting.starts_at).date()
        return Pair(closing.case.number, meeting.get_way_display(), day)
    if offers:
        taken = next((offer for offer in offers if offer.accepted), offers[-1])
        return Pair(closing.case.number, alternative=taken.kind, offered_on=taken.on, accepted=taken.accepted)
    return Pair(closing.case.number, explanation=explanation)
