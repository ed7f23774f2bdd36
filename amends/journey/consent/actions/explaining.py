"""Writing down what was explained to somebody before they were asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Participant
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.consent.models import Explanation
from amends.journey.consent.purposes import purposes, sheets


@dataclass(frozen=True)
class Told:
    """What they were told, how, and whether they took it in."""

    items: Sequence[str]
    on: date | None = None
    form: str = Explanation.Form.PAPER
    language: str = "English"
    shared: str = ""
    understood: bool = True
    signed: bool = False


@transaction.atomic
def explain(*, by: User, participant: Participant, kind: str, told: Told) -> Explanation:
    """Note which points of a sheet were explained, in which version, form and language (SS-037, W8-183, W8-295).

    A talk may leave points for the next one: a yes counts once all of them are done. Raises Refused for a day to come, a
    sheet of the other side, and where it is not said what would be shared.
    """
    check_may(by, Permission.CONSENT_RECORD, participant.service_id)
    sheet, on = sheets()[kind], told.on or timezone.localdate()
    if on > timezone.localdate():
        raise Refused("This day has not come yet.", field="on")
    if sheet.sides and participant.side not in sheet.sides:
        raise Refused("This is not explained on their side.", source=sheet.source)
    if sheet.says_what_is_shared and "shared" in told.items and not told.shared.strip():
        raise Refused("Say what will be shared, with whom and why.", source=sheet.source, field="shared")
    row = Explanation(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        kind=kind,
        version=purposes()[0],
        items=[key for key in sheet.items if key in told.items],
        form=told.form,
        language=told.language,
        shared=told.shared.strip(),
        understood=told.understood,
        signed=told.signed,
        explained_on=on,
        explained_by=by,
    )
    row.full_clean()
    row.save()
    record(
        by=by,
        act=Act.COLLECTION,
        what="consent.explained",
        file=participant.file,
        subject=f"participant:{participant.pk}",
        details={"kind": kind},
    )
    return row
