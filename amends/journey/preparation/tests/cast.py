"""People who are prepared, for tests of meetings and of what follows them."""

from django.utils import timezone

from amends.foundation.case.models import Participant
from amends.journey.preparation.actions import find_supporter, prepare, sign_off
from amends.journey.preparation.rules.record import EXPLAIN, HARMED, RESPONSIBLE

SUPPORT = "the sister"


def coped(on):
    """What was talked through about a no, silence, or somebody leaving."""
    return {"coping": ["no_answer", "declines", "leaves"], "coping_on": on, "coping_support": SUPPORT}


def get_prepared(by, *people):
    """Everything is explained to each, what concerns their side is talked through, and it is signed off."""
    today = timezone.localdate()
    for person in people:
        more: dict[str, object] = {}
        if person.part == Participant.Part.PRINCIPAL:
            more = coped(today) if person.side in RESPONSIBLE else more
            more = {"others_asked_on": today} if person.side in HARMED else more
        prepare(by=by, participant=person, explained=list(EXPLAIN), texts={}, more=more)
        sign_off(by=by, participant=person, on=today)


def may_come(by, *supporters):
    """Each is found suitable and prepared, so that they can be on the list of a meeting."""
    for person in supporters:
        find_supporter(
            by=by, participant=person, suitable=True, reason="Calm, and listens.", relationship="sister"
        )
        get_prepared(by, person)
