"""Asking somebody else to agree, deciding, and taking a question back."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.approval.followers import follow
from amends.foundation.approval.models import Approval
from amends.foundation.approval.rules import check_may_decide
from amends.foundation.case.belonging import Owner, belonging
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import tell, tell_permitted
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act


@transaction.atomic
def ask_approval(
    *,
    by: User,
    key: str,
    subject: str,
    question: str,
    belongs_to: Owner,
    link: str = "",
    permission: Permission = Permission.APPROVAL_DECIDE,
) -> Approval:
    """Ask those with the permission to decide; asking again while it waits gives the same question back."""
    waiting = Approval.objects.filter(subject=subject, key=key).open().first()
    if waiting:
        return waiting
    its = belonging(belongs_to)
    approval = Approval(
        service=its.service,
        case=its.case,
        file=its.file,
        key=key,
        subject=subject,
        question=question,
        link=link,
        permission=permission,
        asked_by=by,
    )
    approval.full_clean()
    approval.save()
    record(
        by=by,
        act=Act.COLLECTION,
        what=f"approval.asked.{key}"[:80],
        case=its.case,
        file=its.file,
        service_id=approval.service_id,
        subject=subject,
    )
    tell_permitted(
        service=approval.service,
        permission=permission,
        words=f"A decision is asked of you{f': {its.case.number}' if its.case else ''}.",
        link=reverse("approval:list"),
        about=f"approval:{approval.pk}",
    )
    return approval


@transaction.atomic
def decide_approval(*, by: User, approval: Approval, approve: bool, reason: str = "") -> Approval:
    """Say yes or no. A no has a reason; whoever asked is told."""
    locked = Approval.objects.select_for_update(of=("self",)).get(pk=approval.pk)
    check_may_decide(locked, by)
    if not approve and not reason.strip():
        raise Refused("Say why, so that the others know what to change.", field="reason")
    _close(by, locked, Approval.Decision.APPROVED if approve else Approval.Decision.REFUSED, reason)
    follow(by, locked)
    tell(
        user=locked.asked_by,
        service=locked.service,
        words=f"{'Approved' if approve else 'Not approved'}{f': {locked.case.number}' if locked.case else ''}.",
        link=locked.link,
        about=f"approval:{locked.pk}:decided",
    )
    return locked


@transaction.atomic
def withdraw_approval(*, by: User, approval: Approval, reason: str = "") -> Approval:
    """Take one's own question back before it is decided."""
    locked = Approval.objects.select_for_update(of=("self",)).get(pk=approval.pk)
    if locked.decision or locked.asked_by_id != by.pk:
        raise Refused("Only the person who asked can take it back, and only while it waits.")
    _close(by, locked, Approval.Decision.WITHDRAWN, reason)
    return locked


def _close(by: User, approval: Approval, decision: Approval.Decision, reason: str) -> None:
    approval.decision, approval.decided_by, approval.decided_at = decision, by, timezone.now()
    approval.reason = reason.strip()
    approval.full_clean()
    approval.save(update_fields=["decision", "decided_by", "decided_at", "reason"])
    record(
        by=by,
        act=Act.ALTERATION,
        what=f"approval.{decision}",
        case=approval.case,
        file=approval.file,
        service_id=approval.service_id,
        subject=approval.subject,
        details={"key": approval.key, "approval": approval.pk},
    )
