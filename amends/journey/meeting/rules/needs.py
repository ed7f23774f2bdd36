"""What the people who come to a meeting need: is there an answer to each, and is it in place?"""

from collections.abc import Sequence
from dataclasses import dataclass

from amends.foundation.case.models import Case, Participant
from amends.foundation.lib.refusal import Refused
from amends.journey.meeting.models import Invitation, Meeting
from amends.journey.preparation.models import Need
from amends.journey.preparation.rules import lack_of, unmet_needs
from amends.journey.preparation.rules.needs import SOURCE

OPENS = (
    "Under “Getting them ready” say what answers each need, who sees to it, and since when it is in place."
)


@dataclass(frozen=True)
class Outstanding:
    """One need of one person that is not answered yet."""

    person: Participant
    words: str

    def __str__(self) -> str:
        return f"{self.person.initials}, {self.person.words.lower()}: {self.words}"


def outstanding(people: Sequence[Participant], needs: Sequence[Need]) -> list[Outstanding]:
    """What is still to be seen to, of these needs, for these people."""
    known = {person.pk: person for person in people}
    return [
        Outstanding(known[need.participant_id], f"{need.words} ({lack})")
        for need in needs
        if need.participant_id in known and (lack := lack_of(need))
    ]


def check_needs(meeting: Meeting, case: Case) -> None:
    """Refuse while a need of anybody who comes has no planned answer, or it is not in place (SS-041, W8-384)."""
    asked = meeting.invitations.exclude(answer=Invitation.Answer.NO).values("participant")
    people = list(Participant.objects.filter(case=case, pk__in=asked, left_at__isnull=True).order_by("pk"))
    found = outstanding(people, list(unmet_needs(people)))
    if found:
        words = "; ".join(str(each) for each in found)
        raise Refused(f"Still to be seen to: {words}.", source=SOURCE, opens=OPENS)
