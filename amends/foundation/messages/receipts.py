"""What a carrier tells us later about a message it took: it arrived, or it did not."""

from amends.foundation.access.models import Service
from amends.foundation.access.programs import as_clockwork
from amends.foundation.messages.actions import mark_delivered, mark_failed
from amends.foundation.messages.models import Message

ARRIVED = "delivered"
# GOV.UK Notify's words for the end of a message; whatever else it says is not the end of it.
FAILURES = frozenset({"permanent-failure", "temporary-failure", "technical-failure"})


def take_receipt(*, reference: str, status: str) -> bool:
    """Note what became of the message with the carrier's reference; False when there is none that still waits for it.

    The first word counts, so that the same receipt again, or an earlier one that comes late, changes nothing.
    """
    if not reference or status not in {ARRIVED, *FAILURES}:
        return False
    for service in Service.objects.order_by("pk"):
        with as_clockwork(service) as clockwork:
            sent = Message.objects.select_for_update(of=("self",)).filter(
                service=service, provider_reference=reference, state=Message.State.SENT
            )
            message = sent.first()
            if message is None:
                continue
            if status == ARRIVED:
                mark_delivered(by=clockwork, message=message)
            else:
                mark_failed(by=clockwork, message=message, error=status)
            return True
    return False
