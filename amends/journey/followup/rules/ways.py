"""By which way it was planned and done, and whether other ways were looked for before it ends without any."""

from dataclasses import dataclass

from amends.foundation.case.lifecycle import Milestone
from amends.foundation.case.models import Case, Participant
from amends.foundation.case.rules import reached
from amends.foundation.lib.refusal import Refused
from amends.journey.court.rules.following import has_alternative, open_requirement, programmes_not_judged
from amends.journey.indirect.models import Exchange
from amends.journey.indirect.rules import not_judged, other_ways_looked_for, was_offered
from amends.journey.meeting.models import Meeting
from amends.journey.preparation.models import WayChoice

BEGUN = {Milestone.FIRST_CONTACT_HARMED, Milestone.FIRST_CONTACT_RESPONSIBLE, Milestone.FACILITATORS_ACCEPTED}
WORDS = {
    "meeting": "a face-to-face meeting",
    "video": "a meeting by video",
    "letters": "letters",
    "recorded_message": "a recorded message",
    "shuttle": "messages carried by facilitators",
}


@dataclass(frozen=True)
class Ways:
    """Of the five kinds, those planned at first and those used in the end (PF-080)."""

    planned: list[str]
    used: list[str]

    @property
    def changed(self) -> bool:
        """Whether none of what was planned was used."""
        return bool(self.planned and self.used and not set(self.planned) & set(self.used))

    @property
    def words(self) -> str:
        """For the page that asks why."""
        planned, used = (
            " and ".join(WORDS.get(way, way) for way in ways) for ways in (self.planned, self.used)
        )
        return f"It was planned as {planned} and carried out by {used}."


def ways_of(case: Case) -> Ways:
    """What each chose first, and what took place. For those who see both sides."""
    principals = Participant.objects.filter(case=case, part__in=("principal", "member"))
    first = (
        WayChoice.objects.filter(participant__in=principals)
        .order_by("participant_id", "id")
        .distinct("participant_id")
    )
    met = Meeting.objects.filter(case=case, state=Meeting.State.HELD).values_list("way", flat=True)
    carried = [exchange.way for exchange in Exchange.objects.filter(case=case, delivered_at__isnull=False)]
    return Ways(sorted({row.way for row in first}), sorted({*met, *carried}))


def check_way_explained(ways: Ways, why: str) -> None:
    """Refuse to end what was carried out otherwise than planned without saying why."""
    if ways.changed and not why.strip():
        raise Refused(
            ways.words, source="HMPPS framework 6.3", opens="Say why it was changed.", field="why_another_way"
        )


def check_judged(case: Case) -> None:
    """Refuse to close while nobody has said whether what was done in place of a meeting did some good (W8-290)."""
    letters, programmes = not_judged(case), programmes_not_judged(case)
    if letters or programmes:
        words = [letter.words for letter in letters] + [row.get_kind_display() for row in programmes]
        raise Refused(
            f"Nobody has said yet whether it did some good: {'; '.join(words)}.",
            source="Wait 'til Eight section 7 para 8.2",
            opens="End each of them with what came of it and how that is known.",
        )


def check_offered(case: Case, why_neither: str) -> None:
    """Refuse to end a case found suitable without a meeting and without another way offered, unless it is said why.

    Saying that a way would not be right for somebody offers them none. After a stop nothing is asked (SS-043).
    """
    if not why_neither.strip() and not is_offered(case):
        raise Refused(
            "Both sides were found suitable; they have not met, and no other way was offered to them.",
            source="NOMS service specification, output 6",
            opens="Offer one to each of them, or say why neither was done.",
            field="why_no_other_way",
        )


def is_offered(case: Case) -> bool:
    """Whether nothing has to be explained: they met, were offered another way, stopped, or were not found suitable."""
    if case.stopped_at or Milestone.SUITABLE not in reached(case):
        return True
    return Meeting.objects.filter(case=case, state=Meeting.State.HELD).exists() or was_offered(case)


def check_other_ways(case: Case, why_none: str) -> None:
    """Refuse to end without any exchange, once work has begun, before other ways were looked for or it is said why not.

    Where somebody said stop nobody may be asked any more, so nothing is asked here either. In a case with an open
    requirement the person responsible goes on with another programme (W8-111, W8-308).
    """
    if case.stopped_at or why_none.strip():
        return
    if open_requirement(case):
        if not has_alternative(case):
            raise Refused(
                "There is a requirement, and no other programme has been chosen for the person responsible.",
                source="Wait 'til Eight appendices 2B and 2E",
                opens="Choose one on the page of the sentence, or say why none was possible.",
                field="why_no_other_way",
            )
        return
    if BEGUN & reached(case) and not other_ways_looked_for(case):
        raise Refused(
            "Nobody has looked for another way with them yet.",
            source="Ministry of Justice key messages, message 8; Wait 'til Eight section 3 para 3.1",
            opens="Ask each of them about letters or messages, and note what they say; or say why none was possible.",
            field="why_no_other_way",
        )
