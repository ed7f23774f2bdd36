"""What is known before the first word, and a manager's decision on who may say it."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Participant
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.contact.models import Approach, ApproachDecision
from amends.journey.contact.rules import suggested_detail


@transaction.atomic
def set_approach(*, by: User, participant: Participant, details: Mapping[str, object]) -> Approach:
    """Write down what to know before the first approach. An empty level of detail takes the suggested one."""
    check_may(by, Permission.CONTACT_LOG, participant.service_id)
    approach = Approach.objects.filter(participant=participant).first()
    approach = approach or Approach(
        service_id=participant.service_id, file_id=participant.file_id, participant=participant
    )
    for name, value in details.items():
        setattr(approach, name, value)
    approach.detail = approach.detail or suggested_detail(approach)
    approach.full_clean()
    approach.save()
    subject = f"participant:{participant.pk}"
    record(by=by, act=Act.ALTERATION, what="approach.set", file=participant.file, subject=subject)
    return approach


@transaction.atomic
def decide_approach(
    *, by: User, participant: Participant, worker: User, decision: str, details: Mapping[str, object]
) -> ApproachDecision:
    """A manager decides whether a worker without training may make the first approach now (W8-077)."""
    check_may(by, Permission.APPROVAL_DECIDE, participant.service_id)
    row = ApproachDecision(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        worker=worker,
        decision=decision,
        decided_by=by,
        decided_at=timezone.now(),
        **details,
    )
    row.full_clean()
    row.save()
    record(
        by=by,
        act=Act.ALTERATION,
        what=f"approach.decided.{decision}",
        file=participant.file,
        subject=f"user:{worker.pk}",
    )
    return row
