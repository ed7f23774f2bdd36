"""Was a professional at a meeting of this case? Asked with the service’s own eyes: officers see no meeting."""

from amends.foundation.case.models import Case
from amends.foundation.lib.refusal import Refused
from amends.journey.meeting.models import Invitation, Meeting

SOURCE = "HMPPS framework 6.23"
PROFESSIONALS = (
    Invitation.Capacity.PROFESSIONAL,
    Invitation.Capacity.MANAGER,
    Invitation.Capacity.OFFICER,
)
THERE = (Invitation.Attendance.CAME, Invitation.Attendance.LEFT)


def attended_by_a_professional(case: Case) -> Meeting:
    """The last meeting to which somebody came as a professional. Raises Refused where there is none."""
    came = Invitation.objects.filter(capacity__in=PROFESSIONALS, attendance__in=THERE)
    held = Meeting.objects.filter(case=case, state=Meeting.State.HELD, pk__in=came.values("meeting"))
    found = held.order_by("-during").first()
    if found is None:
        raise Refused(
            "Nobody came to a meeting of this case as a professional.",
            source=SOURCE,
            opens="Whoever facilitates puts you on the list as one, and notes that you came.",
        )
    return found
