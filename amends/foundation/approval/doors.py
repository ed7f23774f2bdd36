"""The door to a question that waits for a decision: a stranger gets the same 404 as for a wrong number."""

from django.http import Http404

from amends.foundation.access.models import User
from amends.foundation.approval.models import Approval


def open_approval(user: User, approval_id: int) -> Approval:
    """The question, if the user may know of it. Raises Http404 otherwise."""
    rows = Approval.objects.visible_to(user).select_related("case", "service", "asked_by")
    approval = rows.filter(pk=approval_id).first()
    if approval is None:
        raise Http404
    return approval
