"""An officer who manages somebody raises a concern for the public about the agreement that is being drafted."""

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.programs import as_clockwork
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Participant
from amends.foundation.case.rules import check_is_live
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import tell_role
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.agreement.actions.drafting import about, note
from amends.journey.agreement.models import OutcomeAgreement
from amends.journey.agreement.rules import PUBLIC, check_both_may_read, has_open_concern


@transaction.atomic
def object_to(*, by: User, participant: Participant, concern: str) -> OutcomeAgreement:
    """It is not made final before the concern is settled (PF-118). What they object to they were told by the service.

    Done with the service's own hands: an officer of one side does not see what both sides share. Raises Refused where
    nothing is being drafted, and for words that hold somebody's address, number or birthday.
    """
    check_may(by, Permission.AGREEMENT_OBJECT, participant.service_id)
    case = participant.case
    check_is_live(case)
    if not concern.strip():
        raise Refused("Say what the concern is.", field="concern")
    with as_clockwork(case.service):
        check_both_may_read(case, concern)
        drafts = OutcomeAgreement.objects.filter(case=case, state=OutcomeAgreement.State.DRAFT)
        agreement = drafts.select_for_update(of=("self",)).first()
        if agreement is None:
            raise Refused("No agreement is being drafted that you could object to.", source=PUBLIC)
        agreement.case = case
        _take_on(by, agreement, concern.strip())
        note(by, agreement, "objected")
        words = f"{case.number}: an officer has raised a concern about the agreement that is being drafted."
        once = f"participant:{participant.pk}:objected"
        tell_role(
            service=case.service, role="coordinator", words=words, link=about(agreement).link, about=once
        )
    subject = f"participant:{participant.pk}"
    record(by=by, act=Act.COLLECTION, what="agreement.objected", file=participant.file, subject=subject)
    return agreement


def _take_on(by: User, agreement: OutcomeAgreement, concern: str) -> None:
    earlier = f"{agreement.concern}\n" if has_open_concern(agreement) else ""
    agreement.public_protection = OutcomeAgreement.Check.CONCERN
    agreement.concern, agreement.checked_with = f"{earlier}{concern}", by.name
    agreement.checked_by, agreement.checked_at = by, timezone.now()
    agreement.settled_by, agreement.settled_how = None, ""
    agreement.full_clean(exclude=["case"])
    agreement.save()
