"""The switchboard: where each purpose stands for a person, and why it is closed when it is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from amends.foundation.case.models import Participant
from amends.journey.consent.models import Consent
from amends.journey.consent.purposes import Purpose, purpose, purposes

NO = {"off", "withdrawn"}
_STATES = {
    Consent.Answer.GIVEN: "on",
    Consent.Answer.UNSURE: "not sure",
    Consent.Answer.REFUSED: "off",
    Consent.Answer.WITHDRAWN: "withdrawn",
    Consent.Answer.NOT_SOUGHT: "not asked",
}
_WHY = {
    "not sure": ("They are not sure.", "Talk with them. They may need time, or may not want it."),
    "off": ("They have said no.", ""),
    "withdrawn": ("They have taken it back.", ""),
    "ended": ("What they agreed to has ended.", "Ask them again, and record what they say."),
    "pending": (
        "They have said yes, but not in a form that this service accepts.",
        "Put the signed form on file.",
    ),
    "not asked": ("They have not been asked yet.", "Ask them, and record what they say."),
}


@dataclass(frozen=True)
class Switch:
    """One row of the switchboard. `state` is on, waits, pending, not sure, off, withdrawn, ended or not asked.

    `waiting` is the first purpose without which a yes to this one does not count; `refused`: they have said no to that.
    """

    purpose: Purpose
    last: Consent | None
    state: str
    waiting: Purpose | None = None
    refused: bool = False

    @property
    def is_on(self) -> bool:
        """Whether they agree to it now."""
        return self.state == "on"

    @property
    def was_given(self) -> bool:
        """Whether the last thing they said was yes, whatever has become of it."""
        return self.last is not None and self.last.answer == Consent.Answer.GIVEN

    @property
    def why(self) -> str:
        """Why it is closed; "" while it is on."""
        if self.waiting and self.refused:
            return f"They have said no to what this rests on: {self.waiting.small_title}."
        if self.waiting:
            return f"It counts only with another yes: {self.waiting.small_title}."
        return _WHY.get(self.state, ("", ""))[0]

    @property
    def opens(self) -> str:
        """What would open it. Nobody is talked out of a no, so that has nothing."""
        if self.waiting:
            return "" if self.refused else "Ask them that first."
        return _WHY.get(self.state, ("", ""))[1]


Switchboards = Mapping[int, Mapping[str, Switch]]
People = Sequence[Participant] | QuerySet[Participant]


def _own_state(last: Consent | None, today: date) -> str:
    if last is None:
        return "not asked"
    if last.pending:
        return "pending"
    if last.answer == Consent.Answer.GIVEN and last.until and last.until < today:
        return "ended"
    return _STATES[Consent.Answer(last.answer)]


def _board(latest: Mapping[str, Consent], today: date) -> dict[str, Switch]:
    states = {key: _own_state(latest.get(key), today) for key in purposes()[1]}
    board = {}
    for key, state in states.items():
        wanted = purpose(key)
        closed = next((need for need in wanted.needs if states[need] != "on"), None)
        closed = closed or next((each for each in wanted.falls_with if states[each] in NO), None)
        if state == "on" and closed:
            refused = states[closed] in NO
            board[key] = Switch(wanted, latest.get(key), "waits", purpose(closed), refused)
        else:
            board[key] = Switch(wanted, latest.get(key), state)
    return board


def answers_that_count(participants: People) -> QuerySet[Consent]:
    """The last answer of each person to each purpose, as a query, for pages that read more in one statement."""
    answers = Consent.objects.filter(participant__in=participants)
    return answers.order_by("participant_id", "purpose", "-id").distinct("participant_id", "purpose")


def switchboards(
    participants: Sequence[Participant], answers: Iterable[Consent] | None = None
) -> dict[int, dict[str, Switch]]:
    """The switches of several people, each with the purposes of their side: one query, or none with the `answers`."""
    if answers is None:
        answers = answers_that_count(participants).select_related("recorded_by")
    found: dict[int, dict[str, Consent]] = {p.pk: {} for p in participants}
    for consent in answers:
        found[consent.participant_id][consent.purpose] = consent
    today = timezone.localdate()
    return {
        p.pk: {
            key: switch for key, switch in _board(found[p.pk], today).items() if switch.purpose.is_for(p.side)
        }
        for p in participants
    }


def switchboard(participant: Participant) -> dict[str, Switch]:
    """Every purpose that this person is asked, with where it stands."""
    return switchboards([participant])[participant.pk]
