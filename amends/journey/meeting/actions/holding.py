"""Writing down that the meeting took place and how it went."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.programs import as_clockwork
from amends.foundation.access.rules import check_may
from amends.foundation.case.actions import reach
from amends.foundation.case.lifecycle import Milestone
from amends.foundation.case.rules import principals_of
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.models import Act
from amends.journey.meeting.actions.planning import lock_as_it_was, note
from amends.journey.meeting.actions.safety import CUSTODY_CLOCK
from amends.journey.meeting.actions.tasks import DAY_CLOCK, DOOR_CLOCK, GATE_CLOCK, TELL_CLOCK
from amends.journey.meeting.models import Addition, Invitation, Meeting, WriteUp
from amends.journey.meeting.rules.custody import prisoners_of
from amends.journey.meeting.rules.holding import check_can_hold, check_can_sign
from amends.journey.meeting.signals import meeting_held
from amends.journey.risk.actions.sensitive import ask_wellbeing
from amends.journey.safeguarding.actions.afterwards import ask_after_meeting

WRITE_CLOCK = "meeting-written-up"


@transaction.atomic
def hold(
    *,
    by: User,
    meeting: Meeting,
    began_at: dt.datetime,
    ended_at: dt.datetime,
    attendance: Mapping[int, str],
    although: str = "",
) -> WriteUp:
    """Note that it took place, when, and who of those invited was there (by invitation).

    Refused when it would have begun after a stop, without everybody's consent today, when it was not confirmed, and
    when something on the board was red and nobody says why it was held all the same.
    """
    locked = lock_as_it_was(by, meeting, Permission.MEETING_WRITE_UP)
    check_can_hold(locked, began_at=began_at, ended_at=ended_at, although=although)
    invited = list(locked.invitations.all())
    missing = [i.called for i in invited if not attendance.get(i.pk)]
    if missing:
        raise Refused(f"Say for everybody whether they came: {', '.join(missing)}.", source="Appendix 7C")
    for invitation in invited:
        invitation.attendance = attendance[invitation.pk]
        invitation.save(update_fields=["attendance"])
    locked.state = Meeting.State.HELD
    locked.version += 1
    locked.save(update_fields=["state", "version"])
    write_up = WriteUp(
        service_id=locked.service_id,
        case=locked.case,
        meeting=locked,
        began_at=began_at,
        ended_at=ended_at,
        although=although,
    )
    write_up.full_clean(exclude=["case"])
    write_up.save()
    came = sum(value != Invitation.Attendance.ABSENT for value in attendance.values())
    note(by, locked, "held", Act.COLLECTION, people=came, although=bool(although))
    stop_clock(by=by, name=DAY_CLOCK, subject=f"meeting:{locked.pk}", at=began_at)
    for name in (DOOR_CLOCK, GATE_CLOCK):
        stop_clock(by=by, name=name, subject=f"meeting:{locked.pk}", dropped=True)
    with as_clockwork(locked.case.service):  # nobody has to be told of it any more, on either side
        for invitation in invited:
            stop_clock(
                by=by, name=TELL_CLOCK, subject=f"participant:{invitation.participant_id}", dropped=True
            )
    _start_writing(by, locked)
    _look_after(locked, invited, ended_at)
    reach(by=by, case=locked.case, milestone=Milestone.COMMUNICATED, at=ended_at)
    meeting_held.send(Meeting, by=by, meeting=locked, ended_at=ended_at)
    return write_up


def _look_after(meeting: Meeting, invited: list[Invitation], ended_at: dt.datetime) -> None:
    """Everybody who took part and was there is looked at within the day (W8-245)."""
    there = [
        i.participant_id for i in invited if i.participant_id and i.attendance != Invitation.Attendance.ABSENT
    ]
    with as_clockwork(meeting.case.service):
        people = principals_of(meeting.case).filter(pk__in=there).select_related("file", "case__service")
        ask_after_meeting(people=list(people), at=ended_at)
        ask_wellbeing(people=list(people))
    _look_after_prisoners(meeting, set(there), ended_at)


def _look_after_prisoners(meeting: Meeting, there: set[int | None], ended_at: dt.datetime) -> None:
    """Whether a prisoner went back to an empty cell is answered on the day itself (W8-302)."""
    tonight = timezone.localtime(ended_at).replace(hour=23, minute=59, second=0, microsecond=0)
    with as_clockwork(meeting.case.service) as hand:
        for person in prisoners_of(meeting):
            if person.pk in there:
                about = About(
                    service=meeting.case.service,
                    subject=f"participant:{person.pk}",
                    case=meeting.case,
                    file=person.file,
                    link=reverse("meeting:custody_after", args=[meeting.case.number, person.pk]),
                )
                start_clock(by=hand, name=CUSTODY_CLOCK, about=about, due=max(tonight, timezone.now()))


def _start_writing(by: User, meeting: Meeting) -> None:
    about = About(
        service=meeting.case.service,
        subject=f"meeting:{meeting.pk}",
        case=meeting.case,
        owner=by,
        link=reverse("meeting:write_up", args=[meeting.case.number]),
    )
    start_clock(by=by, name=WRITE_CLOCK, about=about)


def _own(by: User, meeting: Meeting) -> WriteUp:
    check_may(by, Permission.MEETING_WRITE_UP, meeting.service_id)
    write_up = WriteUp.objects.select_for_update(of=("self",)).filter(meeting=meeting).first()
    if write_up is None:
        raise Refused("The meeting has not been held yet.")
    if write_up.signed_at:
        raise Refused("This is signed already.", opens="Add to it instead; the signed words stay.")
    write_up.meeting = meeting
    return write_up


@transaction.atomic
def write_up(*, by: User, meeting: Meeting, details: Mapping[str, object], sign: bool = False) -> WriteUp:
    """Keep what has been written so far, and sign it when asked to."""
    row = _own(by, meeting)
    for name, value in details.items():
        setattr(row, name, value)
    row.full_clean(exclude=["case"])
    row.save()
    note(by, meeting, "written", Act.COLLECTION)
    return sign_write_up(by=by, meeting=meeting) if sign else row


@transaction.atomic
def sign_write_up(*, by: User, meeting: Meeting) -> WriteUp:
    """Sign it: from now on it stays as it is, and the case is written up."""
    row = _own(by, meeting)
    check_can_sign(row)
    row.signed_by, row.signed_at = by, timezone.now()
    row.full_clean(exclude=["case"])
    row.save(update_fields=["signed_by", "signed_at"])
    note(by, meeting, "write_up_signed")
    stop_clock(by=by, name=WRITE_CLOCK, subject=f"meeting:{meeting.pk}")
    reach(by=by, case=meeting.case, milestone=Milestone.WRITTEN_UP)
    return row


@transaction.atomic
def add_to_write_up(*, by: User, meeting: Meeting, words: str) -> Addition:
    """Something that came to mind after signing."""
    check_may(by, Permission.MEETING_WRITE_UP, meeting.service_id)
    if not words.strip():
        raise Refused("Write what you want to add.", field="words")
    row = Addition(
        service_id=meeting.service_id, case_id=meeting.case_id, meeting=meeting, words=words, added_by=by
    )
    row.full_clean(exclude=["case"])
    row.save()
    note(by, meeting, "added_to_write_up", Act.COLLECTION)
    return row
