"""After a meeting: may somebody hurt themselves, and has whoever could act been told?"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.programs import as_clockwork
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Participant
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.messages.actions import tell_permitted
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.safeguarding.models import SelfHarm

JUDGE, UNTOLD = "self-harm-judgement", "self-harm-untold"


def _about(participant: Participant) -> About:
    return About(
        service=participant.case.service,
        subject=f"participant:{participant.pk}",
        case=participant.case,
        file=participant.file,
        link=reverse("safeguarding:afterwards", args=[participant.pk]),
    )


def ask_after_meeting(*, people: Iterable[Participant], at: datetime) -> None:
    """Everybody who took part is looked at within the day, each by whoever works with their side (W8-245)."""
    for participant in people:
        with as_clockwork(participant.case.service) as hand:
            start_clock(by=hand, name=JUDGE, about=_about(participant), at=at)


@transaction.atomic
def judge_self_harm(
    *,
    by: User,
    participant: Participant,
    finding: str,
    in_custody: bool,
    action: str = "",
    told: Iterable[str] = (),
) -> SelfHarm:
    """Keep the judgement. A raised danger is shown to the managers at once, and stays urgent until somebody was told."""
    check_may(by, Permission.RISK_RECORD, participant.service_id)
    row = SelfHarm(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        finding=finding,
        in_custody=in_custody,
        action=action,
        told=list(told),
        at=timezone.now(),
        judged_by=by,
    )
    row.full_clean()
    row.save()
    subject = f"participant:{participant.pk}"
    record(by=by, act=Act.COLLECTION, what="self_harm.judged", file=participant.file, subject=subject)
    with as_clockwork(participant.case.service) as hand:
        stop_clock(by=hand, name=JUDGE, subject=subject)
        if row.is_open:
            start_clock(by=hand, name=UNTOLD, about=_about(participant))
        else:
            stop_clock(by=hand, name=UNTOLD, subject=subject)
    if row.finding == SelfHarm.Finding.RAISED:
        _show(participant, row)
    return row


def _show(participant: Participant, row: SelfHarm) -> None:
    words = f"{participant.case.number}: somebody may hurt themselves after the meeting."
    if row.is_open:
        words += " Nobody who could act has been told yet."
    tell_permitted(
        service=participant.case.service,
        permission=Permission.APPROVAL_DECIDE,
        words=words,
        link=reverse("safeguarding:afterwards", args=[participant.pk]),
        about=f"self_harm:{row.pk}",
    )
