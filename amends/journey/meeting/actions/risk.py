"""The last look at the risk before a meeting, put before a manager."""

from django.db import transaction
from django.urls import reverse

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.approval.actions import ask_approval
from amends.foundation.approval.models import Approval
from amends.foundation.case.rules import both_sides_seen
from amends.foundation.lib.refusal import Refused
from amends.journey.meeting.actions.planning import lock
from amends.journey.meeting.models import Meeting
from amends.journey.meeting.rules.risk import APPROVAL, SOURCE, approval_subject, check_may_ask, coming


@transaction.atomic
def ask_about_risk(*, by: User, meeting: Meeting, looked_again: bool) -> Approval:
    """Ask a manager to agree to this meeting with these people, at this place and time, as the risk now stands.

    Refused while a measure is not in place, naming it, while anybody is not assessed for it (W8-242), and without the
    word that everything known was looked at again.
    """
    check_may(by, Permission.RISK_RECORD, meeting.service_id)
    locked = lock(by, meeting)
    if not both_sides_seen(locked.case):
        raise Refused("This is asked by somebody who works with both sides.")
    if not looked_again:
        raise Refused(
            "Say that everything known was looked at once more.", source=SOURCE, field="looked_again"
        )
    people = coming(locked)
    check_may_ask(locked, people)
    return ask_approval(
        by=by,
        key=APPROVAL,
        subject=approval_subject(locked, people),
        question=f"{locked.case.number}: is the meeting safe enough as it is planned?",
        belongs_to=locked.case,
        link=reverse("meeting:risk", args=[locked.case.number]),
    )
