"""The line in the trail about somebody's preparation."""

from amends.foundation.access.models import User
from amends.foundation.case.models import Participant
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act


def note(by: User, participant: Participant, act: Act, what: str) -> None:
    """One line, about this person, in their side's file."""
    record(by=by, act=act, what=what, file=participant.file, subject=f"participant:{participant.pk}")
