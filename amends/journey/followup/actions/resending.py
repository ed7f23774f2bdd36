"""An agreement that never came is sent by the next working day (Essex manual appendix H, question 8)."""

from django.db import transaction
from django.urls import reverse

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Participant
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act

RESEND = "agreement-resent"


@transaction.atomic
def ask_to_resend(*, by: User, participant: Participant) -> None:
    """Somebody says that the agreement has not reached them; again is harmless."""
    check_may(by, Permission.FEEDBACK_RECORD, participant.service_id)
    about = About(
        service=participant.case.service,
        subject=f"participant:{participant.pk}",
        case=participant.case,
        file=participant.file,
        link=reverse("followup:person", args=[participant.pk]),
    )
    start_clock(by=by, name=RESEND, about=about)


@transaction.atomic
def note_resent(*, by: User, participant: Participant) -> None:
    """It has been sent again, or handed over."""
    check_may(by, Permission.FEEDBACK_RECORD, participant.service_id)
    subject = f"participant:{participant.pk}"
    if stop_clock(by=by, name=RESEND, subject=subject) is None:
        raise Refused("Nobody has asked for the agreement again.")
    record(by=by, act=Act.DISCLOSURE, what="agreement.sent_again", file=participant.file, subject=subject)
