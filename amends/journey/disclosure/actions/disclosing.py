"""Giving something about somebody to another body."""

from dataclasses import dataclass

from django.db import transaction

from amends.foundation.access.models import Agency, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Participant
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import tell_permitted
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.disclosure.models import Disclosure
from amends.journey.disclosure.rules import SHARING, check_address, check_disclosure, consent_behind
from amends.service.sharing.rules import missing_with


@dataclass(frozen=True)
class Given:
    """What was given, and why no less would do."""

    recipient: str
    how: str
    purpose: str
    items: str
    ground: str
    proportionality: str
    reasons: str = ""
    section_115: bool = False
    address: str = ""


@transaction.atomic
def disclose(*, by: User, participant: Participant, agency: Agency, given: Given) -> Disclosure:
    """Write down a disclosure before it happens. Refuses as `check_disclosure` and `check_address` do (W8-171, W8-168).

    Also on a case that is closed or stopped: somebody's safety may need it.
    """
    check_may(by, Permission.CONTACT_LOG, participant.service_id)
    if agency.service_id != participant.service_id:
        raise Refused("This body is not one the service works with.", field="agency")
    check_disclosure(participant, agency, given.ground, given.reasons)
    if not given.proportionality.strip():
        raise Refused("Say why no less would do.", source=SHARING, field="proportionality")
    if given.how == Disclosure.How.EMAIL:
        check_address(participant.case.service, given.address)
    consent, reference = None, ""
    if given.ground == Disclosure.Ground.CONSENT:
        consent, reference = consent_behind(participant, agency)
    row = Disclosure(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        agency=agency,
        by=by,
        consent=consent,
        consent_reference=reference,
        **given.__dict__,
    )
    row.full_clean()
    row.save()
    record(
        by=by,
        act=Act.DISCLOSURE,
        what="disclosure.made",
        file=participant.file,
        subject=f"participant:{participant.pk}",
        recipient=agency.name,
        details={"disclosure": row.pk, "ground": given.ground, "consent": consent.pk if consent else None},
    )
    if missing_with(agency):
        words = f"{participant.case.number}: something was given to a body without an agreement, for safety’s sake."
        tell_permitted(service=participant.case.service, permission=Permission.APPROVAL_DECIDE, words=words)
    return row
