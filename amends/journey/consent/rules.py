"""What somebody has agreed to just now. Every later step asks here before it goes on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from amends.foundation.case.models import SIDES, Case, Participant
from amends.foundation.case.rules import principals
from amends.foundation.lib.refusal import Refused
from amends.foundation.people.models import Person
from amends.journey.consent.models import Consent
from amends.journey.consent.purposes import Purpose, purpose, purposes


@dataclass(frozen=True)
class Switch:
    """One row of the switchboard: a purpose and where it stands. `state` is on, off, withdrawn, ended or not asked."""

    purpose: Purpose
    last: Consent | None
    state: str

    @property
    def is_on(self) -> bool:
        """Whether they agree to it now."""
        return self.state == "on"


Switchboards = Mapping[int, Mapping[str, Switch]]
People = Sequence[Participant] | QuerySet[Participant]
_STATES = {
    Consent.Answer.GIVEN: "on",
    Consent.Answer.REFUSED: "off",
    Consent.Answer.WITHDRAWN: "withdrawn",
    Consent.Answer.NOT_SOUGHT: "not asked",
}


def _switch(key: Purpose, last: Consent | None, today: date) -> Switch:
    if last is None:
        return Switch(key, None, "not asked")
    if last.answer == Consent.Answer.GIVEN and last.until and last.until < today:
        return Switch(key, last, "ended")
    return Switch(key, last, _STATES[Consent.Answer(last.answer)])


def answers_that_count(participants: People) -> QuerySet[Consent]:
    """The last answer of each person to each purpose, as a query, for pages that read more in one statement."""
    answers = Consent.objects.filter(participant__in=participants)
    return answers.order_by("participant_id", "purpose", "-id").distinct("participant_id", "purpose")


def switchboards(
    participants: Sequence[Participant], answers: Iterable[Consent] | None = None
) -> dict[int, dict[str, Switch]]:
    """The switches of several people, by participant and purpose: one query, or none with the `answers` that count."""
    if answers is None:
        answers = answers_that_count(participants).select_related("recorded_by")
    found = {(c.participant_id, c.purpose): c for c in answers}
    today = timezone.localdate()
    keys = purposes()[1].values()
    return {p.pk: {k.key: _switch(k, found.get((p.pk, k.key)), today) for k in keys} for p in participants}


def switchboard(participant: Participant) -> dict[str, Switch]:
    """Every purpose with where it stands for this person."""
    return switchboards([participant])[participant.pk]


def check_consent(participant: Participant, key: str) -> None:
    """Refuse unless this person agrees to the purpose now."""
    switch = switchboard(participant)[key]
    if switch.is_on:
        return
    because = {
        "off": "They have said no.",
        "withdrawn": "They have taken it back.",
        "ended": "What they agreed to has ended.",
        "not asked": "They have not been asked yet.",
    }[switch.state]
    raise Refused(
        f"{participant.words}, {purpose(key).title[0].lower()}{purpose(key).title[1:]}: {because}",
        source=purpose(key).source,
        opens="Ask them again, and record what they say." if switch.state in {"ended", "not asked"} else "",
    )


def has_consent(participant: Participant, key: str) -> bool:
    """Whether this person agrees to the purpose now."""
    return switchboard(participant)[key].is_on


def check_all_agree(
    case: Case, key: str, people: list[Participant] | None = None, boards: Switchboards | None = None
) -> None:
    """Refuse unless at least one person of each side has been asked and everybody who takes part agrees."""
    everybody = principals(case) if people is None else people
    if {p.side for p in everybody} != set(SIDES[Case.Roles(case.roles)]):
        raise Refused("Somebody of each side must take part.", source=purpose(key).source)
    boards = switchboards(everybody) if boards is None else boards
    missing = [p for p in everybody if not boards[p.pk][key].is_on]
    if missing:
        names = ", ".join(f"{p.initials} ({p.words.lower()})" for p in missing)
        raise Refused(
            f"Not everybody has agreed: {purpose(key).title[0].lower()}{purpose(key).title[1:]}.",
            source=purpose(key).source,
            opens=f"Still to ask or not agreed: {names}.",
        )


def check_may_contact(participant: Participant) -> None:
    """Refuse to reach somebody who has said no to contact, or has left (EX-036, EX-126)."""
    switches = switchboard(participant)
    if participant.left_at or switches["take_part"].state == "withdrawn":
        raise Refused(
            "They have stopped taking part.",
            source="Essex manual, referrals para 2",
            opens="Only they can start again.",
        )
    if switches["contact"].state in {"off", "withdrawn"}:
        raise Refused("They do not want to be contacted.", source=purpose("contact").source)


def is_one_of_a_group(participant: Participant) -> bool:
    """Whether they were harmed together with others, as a member of a named group (EX-025)."""
    if participant.part == Participant.Part.MEMBER:
        return True
    group = participant.of if participant.part == Participant.Part.SPOKESPERSON else None
    person = Person.objects.filter(participant=group).first() if group else None
    return person is not None and person.kind == Person.Kind.GROUP


def check_member_agreed(participant: Participant) -> None:
    """Refuse to reach or invite a member of a group who has not agreed themselves: nobody agrees for them (EX-025)."""
    if is_one_of_a_group(participant) and not has_consent(participant, "take_part"):
        raise Refused(
            "This member of the group has not agreed to take part.",
            source="Essex manual, anti-social behaviour",
            opens="They can ask us themselves, or say through the referrer that they want to.",
        )


def is_going_on(case: Case) -> bool:
    """Whether nobody who takes part has stopped."""
    boards = switchboards(principals(case))
    return all(board["take_part"].state not in {"withdrawn", "off"} for board in boards.values())
