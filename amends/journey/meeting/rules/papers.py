"""Is a paper that was printed for the day still right?"""

from django.utils import timezone

from amends.foundation.documents.models import Document
from amends.foundation.documents.since import Change
from amends.foundation.lib.dates import long_date
from amends.foundation.record.models import AuditEvent
from amends.journey.allocation.models import Allocation
from amends.journey.meeting.models import Meeting

PEOPLE = (
    "meeting.changed",
    "meeting.arrival_planned",
    "meeting.family_slot",
    "meeting.invited",
    "meeting.answered",
    "meeting.taken_off",
    "meeting.observer_off",
)
# Whoever facilitates stands on a paper by name, and a gate lets nobody else in.
FACILITATORS = (
    "allocation.accepted",
    "allocation.ended",
    "allocation.link_declared",
    *(f"allocation.link_{decision}" for decision in Allocation.Decision.values),
)
# What each paper is made of, as the trail calls a change of it.
RESTS_ON = {
    "meeting-running-order": (*PEOPLE, *FACILITATORS, "meeting.settled", "meeting.safety_measure"),
    "meeting-door-sheet": PEOPLE,
    "meeting-visitor-list": (*PEOPLE, *FACILITATORS, "meeting.settled", "meeting.gate_named"),
}


def changes_of_paper(document: Document) -> list[Change]:
    """Nothing for any other document. A meeting that was called off ends its papers; a change of it makes them old."""
    if document.template not in RESTS_ON or not document.subject:
        return []
    meeting = Meeting.objects.filter(pk=document.subject.removeprefix("meeting:")).first()
    if meeting is None:
        return []
    if ended := _ended(meeting):
        return [Change(ended, ends_it=True)]
    if not meeting.is_ahead:
        return []
    rests_on = RESTS_ON[document.template]
    later = AuditEvent.objects.filter(case_id=meeting.case_id, at__gt=document.made_at, what__in=rests_on)
    last = later.order_by("-id").first()
    if last is None:
        return []
    at = timezone.localtime(last.at)
    return [
        Change(
            f"Something about this meeting has changed since, on {long_date(at.date())} at {at:%H:%M}. Print it anew."
        )
    ]


def _ended(meeting: Meeting) -> str:
    """Why nothing is printed for this meeting any more, or not before it is decided; "" where it stands."""
    if meeting.cancelled_at:
        day = long_date(timezone.localdate(meeting.cancelled_at))
        return f"This meeting was called off on {day}. Destroy what was printed for it."
    if meeting.is_ahead and meeting.on_hold_since:
        day = long_date(timezone.localdate(meeting.on_hold_since))
        return (
            f"This meeting is on hold since {day}. Use nothing that was printed for it before it is decided."
        )
    return ""
