"""The write-up as a table to take along, with the questions of the paper form (Wait 'til Eight appendix 7C)."""

from collections.abc import Iterable

from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.lib.dates import long_date
from amends.journey.meeting.models import Invitation, Meeting, WriteUp

COLUMNS = ("question", "answer")
NOT_APPLICABLE = "Not applicable"
ANSWERS = {True: "Yes", False: "No", None: ""}


def write_up_rows(
    row: WriteUp, meeting: Meeting, invited: Iterable[Invitation], facilitators: Iterable[User]
) -> list[tuple[str, str]]:
    """Every question with its answer; without video the three about it do not apply (W8-348)."""
    began, ended = timezone.localtime(row.began_at), timezone.localtime(row.ended_at)
    return [
        ("Case", meeting.case.number),
        ("Date", long_date(began.date())),
        ("Place", meeting.venue.name if meeting.venue else meeting.get_way_display()),
        ("Began", f"{began:%H:%M}"),
        ("Ended", f"{ended:%H:%M}"),
        *((f"Facilitator {number}", user.name) for number, user in enumerate(facilitators, 1)),
        *((invitation.called, _came(invitation)) for invitation in invited),
        ("What it was about", row.background),
        ("How it went", row.account),
        ("Turning points", row.turning_points),
        ("What we learnt", row.lessons),
        *_video(row, used=meeting.way == Meeting.Way.VIDEO),
        ("Signed by", row.signed_by.name if row.signed_by else ""),
        ("Signed on", long_date(timezone.localdate(row.signed_at)) if row.signed_at else ""),
    ]


def _came(invitation: Invitation) -> str:
    relations = (
        ("to the person harmed", invitation.relation_harmed),
        ("to the person responsible", invitation.relation_responsible),
    )
    said = [f"{whom}: {relation}" for whom, relation in relations if relation]
    parts = [invitation.get_capacity_display(), *said, invitation.get_attendance_display()]
    return "; ".join(parts)


def _video(row: WriteUp, *, used: bool) -> list[tuple[str, str]]:
    answers = (
        ("Video worked for the person harmed", ANSWERS[row.video_harmed]),
        ("Video worked for the person responsible", ANSWERS[row.video_responsible]),
        ("How we know", row.video_how_known),
    )
    return [
        ("Video was used", ANSWERS[used]),
        *((question, answer if used else NOT_APPLICABLE) for question, answer in answers),
    ]
