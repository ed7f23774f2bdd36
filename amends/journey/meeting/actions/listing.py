"""Putting on the list what has to be settled before a meeting."""

from amends.journey.meeting.arrangements import wanted_for
from amends.journey.meeting.models import Arrangement, Meeting


def list_arrangements(meeting: Meeting) -> None:
    """Put everything on the list that this way and place ask for; what is there already stays as it is."""
    rows: list[Arrangement] = []
    for line in wanted_for(meeting):
        each = list(meeting.invitations.exclude(answer="no")) if line.each else [None]
        rows += [
            Arrangement(
                service_id=meeting.service_id,
                case=meeting.case,
                meeting=meeting,
                key=line.key,
                invitation=one,
            )
            for one in each
        ]
    Arrangement.objects.bulk_create(rows, ignore_conflicts=True)
    keys = [line.key for line in wanted_for(meeting)]
    meeting.arrangements.filter(state=Arrangement.State.OPEN).exclude(key__in=keys).delete()
