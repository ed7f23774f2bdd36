"""Writing a safety plan, signing somebody else's, and noting what went wrong all the same."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may, may
from amends.foundation.case.models import Participant
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.safeguarding.models import Incident, SafetyPlan
from amends.journey.safeguarding.rules.lead import answered_services
from amends.journey.safeguarding.rules.plans import SOURCE


def _note(by: User, plan: SafetyPlan, what: str, act: Act = Act.ALTERATION) -> None:
    subject = f"participant:{plan.participant_id}"
    record(by=by, act=act, what=f"safety_plan.{what}", file=plan.file, subject=subject)


@transaction.atomic
def write_plan(*, by: User, participant: Participant, details: Mapping[str, str]) -> SafetyPlan:
    """Write or change it. A change takes the signature off, because it was given to other words."""
    check_may(by, Permission.RISK_RECORD, participant.service_id)
    plan = SafetyPlan.objects.filter(participant=participant).first() or SafetyPlan(
        service_id=participant.service_id, file_id=participant.file_id, participant=participant
    )
    for name, words in details.items():
        setattr(plan, name, words)
    plan.written_by, plan.written_at = by, timezone.now()
    plan.signed_by = plan.signed_at = None
    plan.full_clean()
    plan.save()
    _note(by, plan, "written", Act.COLLECTION)
    return plan


@transaction.atomic
def sign_plan(*, by: User, plan: SafetyPlan) -> SafetyPlan:
    """A manager or the safeguarding lead signs it, and never whoever wrote it (SS-040)."""
    is_lead = plan.service_id in answered_services(by)
    if not (is_lead or may(by, Permission.APPROVAL_DECIDE, plan.service_id)):
        raise Refused("The manager or the safeguarding lead signs it.", source=SOURCE)
    locked = SafetyPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    locked.signed_by, locked.signed_at = by, timezone.now()
    locked.full_clean()
    locked.save(update_fields=["signed_by", "signed_at"])
    _note(by, locked, "signed")
    return locked


@transaction.atomic
def log_incident(*, by: User, plan: SafetyPlan, at: datetime, what: str, action: str) -> Incident:
    """Something went wrong: when, what, and what was done."""
    check_may(by, Permission.RISK_RECORD, plan.service_id)
    if at > timezone.now():
        raise Refused("This has not happened yet.", field="at")
    row = Incident(
        service_id=plan.service_id,
        file_id=plan.file_id,
        plan=plan,
        at=at,
        what=what,
        action=action,
        recorded_by=by,
        recorded_at=timezone.now(),
    )
    row.full_clean()
    row.save()
    _note(by, plan, "incident", Act.COLLECTION)
    return row
