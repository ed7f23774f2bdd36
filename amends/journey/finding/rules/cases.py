"""What may be done with a possible case, and who may read its papers."""

from amends.foundation.access.models import Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import may
from amends.foundation.lib.refusal import Refused
from amends.journey.finding.models import Candidate, Extract, Reading

OVER = {Candidate.State.REFERRED, Candidate.State.KNOWN}


def check_can_assess(candidate: Candidate) -> None:
    """Refuse to decide again what has been referred, or is another row's matter."""
    if candidate.state in OVER:
        raise Refused(f"This one is closed: {candidate.get_state_display().lower()}.")


def check_can_refer(candidate: Candidate) -> None:
    """Refuse a referral of what the rules stand against, or of what nobody has looked up yet (W8-117)."""
    check_can_assess(candidate)
    if candidate.result == Candidate.Result.CHECK_FILE:
        raise Refused(
            candidate.why, opens="Look at the file first, and note what it says.", source="W8 s3 para 1.6"
        )
    if candidate.result != Candidate.Result.ELIGIBLE:
        raise Refused(f"The rules stand against it: {candidate.why}")


def check_can_draw(extract: Extract, size: int, eligible: int) -> None:
    """Refuse a sample of nothing, or of more than there is."""
    if extract.state != Extract.State.DONE:
        raise Refused("This file has not been read.")
    if not 1 <= size <= eligible:
        raise Refused(f"There are {eligible} eligible cases to draw from.", field="size")


def may_read(user: User, service: Service) -> bool:
    """Whoever judges suitability in this service can be handed papers to read."""
    return may(user, Permission.SUITABILITY_RECORD, service)


def check_is_reader(user: User, reading: Reading) -> None:
    """Refuse anybody but the reader it was handed to, once."""
    if reading.reader_id != user.pk:
        raise Refused("These papers were handed to somebody else.")
    if reading.read_at:
        raise Refused("What you found is written down already.")
