"""Consent goes on being asked for: at each stage, and before each meeting or exchange (HMPPS 6.1, 6.36; PF-079)."""

from collections.abc import Sequence

from amends.foundation.case.models import Case, Participant
from amends.foundation.lib.refusal import Refused
from amends.journey.consent.models import Consent
from amends.journey.consent.rules.standing import setting
from amends.journey.consent.rules.switches import switchboards

SOURCE = "HMPPS framework 6.1, voluntary; 6.36"


def is_asked_again(case: Case) -> bool:
    """Whether the rules of this case ask for it."""
    return setting(case, "consent_asked_again") is True


def asked_again(people: Sequence[Participant], stage: str, scope: str = "") -> set[int]:
    """Who has said for this stage, or this one exchange, that they want to go on, freely, and has not wavered since."""
    boards = switchboards(people)
    said = Consent.objects.filter(participant__in=people, purpose="take_part").order_by("pk")
    found: set[int] = set()
    for row in said:
        if row.answer != Consent.Answer.GIVEN or row.pending:
            found.discard(row.participant_id)
        elif (row.stage, row.scope) == (stage, scope) and row.freely:
            found.add(row.participant_id)
    return {key for key in found if boards[key]["take_part"].is_on}


def check_asked_again(case: Case, people: Sequence[Participant], stage: str, scope: str = "") -> None:
    """Refuse to go on until everybody concerned, supporters too, was asked again and still wants to."""
    if not is_asked_again(case):
        return
    again = asked_again(people, stage, scope)
    missing = [p for p in people if p.pk not in again]
    if missing:
        named = ", ".join(f"{p.initials} ({p.words.lower()})" for p in missing)
        raise Refused(
            f"Not everybody was asked again before this: {Consent.Stage(stage).label.lower()}.",
            source=SOURCE,
            opens=f"Ask each of them alone whether they still want to: {named}.",
        )
