"""The list for the gate of a prison: names as on a document, sending it, and a task when it is out of date."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Participant
from amends.foundation.case.rules import check_is_live
from amends.foundation.clock.actions import stop_clock
from amends.foundation.documents.actions import make_document
from amends.foundation.documents.models import Document
from amends.foundation.documents.worded import Paper
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.meeting.actions.tasks import GATE_CLOCK, mind_the_gate
from amends.journey.meeting.models import GateList, GateName, Meeting
from amends.journey.meeting.papers import visitor_list
from amends.journey.meeting.rules.finding import around
from amends.journey.meeting.rules.gate import check_can_send, check_gate, visitors_of
from amends.journey.meeting.rules.on_hold import check_not_on_hold


@transaction.atomic
def set_gate_name(*, by: User, meeting: Meeting, participant: Participant, name: str) -> GateName:
    """Write down the name on somebody's document. A list that went out with another name is out of date."""
    check_may(by, Permission.MEETING_PLAN, meeting.service_id)
    check_is_live(meeting.case)
    if participant.case_id != meeting.case_id:
        raise Refused("This person belongs to another case.")
    row = GateName.objects.filter(meeting=meeting, participant=participant).first() or GateName(
        service_id=participant.service_id,
        file_id=participant.file_id,
        meeting=meeting,
        participant=participant,
    )
    before, row.name = row.name, name.strip()
    row.full_clean()
    row.save()
    record(
        by=by,
        act=Act.COLLECTION,
        what="meeting.gate_named",
        file=participant.file,
        subject=f"participant:{participant.pk}",
    )
    if before != row.name:
        _note_renamed(by, meeting, participant)
    return row


def _note_renamed(by: User, meeting: Meeting, participant: Participant) -> None:
    sent = GateList.objects.filter(meeting=meeting).order_by("-pk").first()
    invitation = meeting.invitations.filter(participant=participant).first()
    if sent is None or invitation is None:
        return
    sent.renamed = sorted({*sent.renamed, f"invitation:{invitation.pk}"})
    sent.save(update_fields=["renamed"])
    mind_the_gate(by, meeting)


@transaction.atomic
def make_visitor_list(*, by: User, meeting: Meeting) -> Document:
    """The list as it is now. It names people of both sides, so it is kept with the service and stands in neither file."""
    check_gate(meeting)
    paper = Paper("meeting-visitor-list", visitor_list(meeting), subject=f"meeting:{meeting.pk}")
    document = make_document(by=by, paper=paper, belongs_to=meeting.case.service)
    _note(by, meeting, "gate_list_made")
    return document


@transaction.atomic
def send_gate_list(*, by: User, meeting: Meeting, sent_to: str, sent_on: dt.date | None = None) -> GateList:
    """Make the list as it is now, and note who at the prison has it. From then on it is seen when it is out of date.

    Raises Refused while a name is missing, or a birthday where this gate asks for it.
    """
    check_may(by, Permission.MEETING_PLAN, meeting.service_id)
    check_is_live(meeting.case)
    check_not_on_hold(meeting)
    day = sent_on or timezone.localdate()
    visitors = visitors_of(meeting, around(meeting))
    check_can_send(meeting, visitors, day)
    row = GateList(
        service_id=meeting.service_id,
        case=meeting.case,
        meeting=meeting,
        document=make_visitor_list(by=by, meeting=meeting),
        sent_to=sent_to.strip(),
        sent_on=day,
        sent_by=by,
        people=sorted(each.key for each in visitors),
        starts_at=meeting.starts_at,
        venue=meeting.venue,
    )
    row.full_clean(exclude=["case", "document"])
    row.save()
    _note(by, meeting, "gate_list_sent", Act.DISCLOSURE)
    stop_clock(by=by, name=GATE_CLOCK, subject=f"meeting:{meeting.pk}")
    return row


def _note(by: User, meeting: Meeting, what: str, act: Act = Act.COLLECTION) -> None:
    subject = f"meeting:{meeting.pk}"
    record(by=by, act=act, what=f"meeting.{what}", case=meeting.case, subject=subject)
