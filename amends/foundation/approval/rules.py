"""Has somebody else said yes?"""

from collections.abc import Collection

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import access_of, check_may
from amends.foundation.approval.models import Approval
from amends.foundation.lib.refusal import Refused


def latest(subject: str, key: str) -> Approval | None:
    """The last question of this sort about a row, whether or not it is decided; withdrawn ones do not count."""
    rows = Approval.objects.filter(subject=subject, key=key).exclude(decision=Approval.Decision.WITHDRAWN)
    return rows.order_by("-asked_at", "-pk").first()


def approved(subject: str, key: str) -> bool:
    """Whether the last question was answered with yes."""
    last = latest(subject, key)
    return last is not None and last.decision == Approval.Decision.APPROVED


def approved_among(subjects: Collection[str], key: str) -> set[str]:
    """Those of several rows about which the last question was answered with yes: one query, none for no rows."""
    rows = Approval.objects.filter(subject__in=subjects, key=key).exclude(
        decision=Approval.Decision.WITHDRAWN
    )
    last = rows.order_by("subject", "-asked_at", "-pk").distinct("subject") if subjects else ()
    return {each.subject for each in last if each.decision == Approval.Decision.APPROVED}


def check_approved(subject: str, key: str, *, source: str = "") -> None:
    """Refuse until somebody else has agreed."""
    last = latest(subject, key)
    if last is None:
        raise Refused("Somebody else has to agree to this first.", source=source, opens="Ask for approval.")
    if last.decision == Approval.Decision.REFUSED:
        raise Refused(
            f"This was not approved: {last.reason}", source=source, opens="Change it and ask again."
        )
    if not last.decision:
        raise Refused("This waits for somebody else to agree.", source=source)


def check_may_decide(approval: Approval, by: User) -> None:
    """Refuse a decision twice, by who asked, or without the permission."""
    if approval.decision:
        raise Refused(f"This is decided already: {approval.get_decision_display().lower()}.")
    if approval.asked_by_id == by.pk:
        raise Refused(
            "You asked this yourself, so somebody else has to decide.", source="A second pair of eyes"
        )
    check_may(by, approval.permission, approval.service)  # type: ignore[arg-type]  # stored as its text


def refusal_to_decide(approval: Approval, by: User) -> Refused | None:
    """What stands in the way of this person's decision, for the page to show; None when nothing does."""
    try:
        check_may_decide(approval, by)
    except Refused as refusal:
        return refusal
    return None


def may_decide(approval: Approval, by: User) -> bool:
    """Whether the buttons are shown."""
    return refusal_to_decide(approval, by) is None


def waiting_for(user: User) -> list[Approval]:
    """What this user may decide, oldest first."""
    rows = Approval.objects.visible_to(user).open().exclude(asked_by=user)
    found = rows.select_related("case", "service", "asked_by").order_by("asked_at", "pk")
    access = access_of(user)
    return [row for row in found if access.may(Permission(row.permission), row.service_id)]
