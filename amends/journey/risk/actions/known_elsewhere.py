"""The task to look somebody up on the systems of probation and prisons, and its two answers."""

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Participant
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.risk.models import KnownElsewhere

CLOCK = "known-to-agencies"
SOURCE = "Wait 'til Eight section 5 para 8"


@transaction.atomic
def want_look_up(*, by: User, participant: Participant, received_on: date) -> KnownElsewhere | None:
    """The police have sent somebody's details: the administrator has the task. None where it was done or is one."""
    if KnownElsewhere.objects.filter(participant=participant).exists():
        return None
    row = KnownElsewhere(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        received_on=received_on,
    )
    row.full_clean(exclude=["noted_at"])
    row.save()
    _note(by, row, Act.COLLECTION, "risk.look_up_wanted")
    case = participant.case
    about = About(
        service=case.service,
        subject=row.subject,
        case=case,
        file=participant.file,
        link=reverse("risk:known_elsewhere", args=[participant.pk]),
    )
    start_clock(by=by, name=CLOCK, about=about)
    return row


@transaction.atomic
def answer_look_up(
    *,
    by: User,
    row: KnownElsewhere,
    probation: bool | None,
    prison: bool | None,
    checked_by: str,
    checked_on: date | None,
) -> KnownElsewhere:
    """Both answers, who looked and when; the task is done only with all four (W8-239)."""
    check_may(by, Permission.ENQUIRY_SEND, row.service_id)
    said = {
        "probation": probation,
        "prison": prison,
        "checked_by": checked_by.strip(),
        "checked_on": checked_on,
    }
    for name, value in said.items():
        if value in (None, ""):
            raise Refused(MISSING[name], source=SOURCE, field=name)
        setattr(row, name, value)
    if checked_on and not row.received_on <= checked_on <= timezone.localdate():
        raise Refused(
            "They were looked up after their details came, and not later than today.", field="checked_on"
        )
    row.full_clean()
    row.save()
    _note(by, row, Act.COLLECTION, "risk.looked_up")
    stop_clock(by=by, name=CLOCK, subject=row.subject)
    return row


MISSING = {
    "probation": "Say whether they are known to probation.",
    "prison": "Say whether they are known to a prison.",
    "checked_by": "Say who looked them up.",
    "checked_on": "Say when they were looked up.",
}


def _note(by: User, row: KnownElsewhere, act: Act, what: str) -> None:
    record(by=by, act=act, what=what, file=row.file, subject=f"participant:{row.participant_id}")
