"""Who outside has a copy, trimmed to what they need, and that everybody who should have one has it (SS-044)."""

from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.doors import files_of
from amends.foundation.case.models import CaseFile
from amends.foundation.documents import actions as documents
from amends.foundation.documents.models import Document
from amends.foundation.documents.worded import Paper
from amends.foundation.lib.refusal import Refused
from amends.journey.agreement.actions.drafting import note
from amends.journey.agreement.actions.outside import told_without_the_other_side
from amends.journey.agreement.models import OutcomeAgreement, Point
from amends.journey.agreement.rules import (
    HARMED,
    LIAISON,
    OFFICER,
    RESPONSIBLE,
    check_can_distribute,
    day_in_the_past,
    may_be_told,
    outside_subject,
)

EXTRACT = "outcome-agreement-extract"
SIDE = {OFFICER: RESPONSIBLE, LIAISON: HARMED}


@transaction.atomic
def send_outside(
    *, by: User, agreement: OutcomeAgreement, to: str, recipient: str, on: date, how: str
) -> Document:
    """Give the offender manager or the liaison officer what is theirs to know, and keep which words they have.

    The offender manager reads what the person responsible promised; the liaison officer what the person harmed promised
    and will be told. Neither reads what was said, nor who else was there.
    """
    check_may(by, Permission.CONTACT_LOG, agreement.service_id)
    if agreement.state != OutcomeAgreement.State.FINAL:
        raise Refused("There is no final agreement yet.", opens="Make it final first.")
    file = _file_for(by, agreement, to)
    points = list(agreement.points.select_related("who").order_by("pk"))
    context = {
        "agreed_on": agreement.made_on,
        "reference": agreement.case.number,
        "points": [_row(agreement, point, file) for point in points if _is_theirs(point, file)],
        "told": [point.tell_what for point in may_be_told(agreement, file.side)] if to == LIAISON else [],
    }
    document = documents.make_document(
        by=by,
        paper=Paper(EXTRACT, context, subject=outside_subject(agreement, to)),
        belongs_to=file,
    )
    at = timezone.make_aware(datetime.combine(day_in_the_past(on), time(12)))
    documents.give_copy(by=by, document=document, how=how, recipient=recipient, at=min(at, timezone.now()))
    return document


def _file_for(by: User, agreement: OutcomeAgreement, to: str) -> CaseFile:
    """The side an outsider works with. Refused for those who may not open it."""
    found = next((file for file in files_of(by, agreement.case).values() if file.side in SIDE[to]), None)
    if found is None:
        raise Refused("Their own facilitator sends this.", source="Each side has a file of its own")
    return found


def _is_theirs(point: Point, file: CaseFile) -> bool:
    return point.is_action and point.who is not None and point.who.side == file.side


def _row(agreement: OutcomeAgreement, point: Point, file: CaseFile) -> dict[str, object]:
    what = told_without_the_other_side(agreement, point.what, file)
    return {"what": what, "by_when": point.due}


@transaction.atomic
def close_distribution(
    *, by: User, agreement: OutcomeAgreement, why_no_officer: str = "", why_no_liaison: str = ""
) -> OutcomeAgreement:
    """Everybody who should have it has it. Raises Refused naming who has not, unless it is said why."""
    check_may(by, Permission.CONTACT_LOG, agreement.service_id)
    check_can_distribute(agreement, why_no_officer=why_no_officer, why_no_liaison=why_no_liaison)
    agreement.why_no_officer, agreement.why_no_liaison = why_no_officer.strip(), why_no_liaison.strip()
    agreement.distributed_on, agreement.distributed_by = timezone.localdate(), by
    agreement.full_clean(exclude=["case"])
    agreement.save()
    note(by, agreement, "distributed")
    return agreement
