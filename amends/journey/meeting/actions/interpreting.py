"""Booking an interpreter from the pool for one person at a meeting."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Participant
from amends.foundation.case.rules import check_is_live
from amends.foundation.lib.refusal import Refused
from amends.foundation.people.needs import NeedKind
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.meeting.actions.people import invite
from amends.journey.meeting.models import InterpreterBooking, Invitation, Meeting
from amends.journey.preparation.actions import meet_need
from amends.journey.preparation.models import Need
from amends.service.community.models import Interpreter
from amends.service.community.rules import POOL, check_can_interpret

BOOKED = "An interpreter from the pool, booked for each meeting"


@transaction.atomic
def book_interpreter(
    *,
    by: User,
    meeting: Meeting,
    participant: Participant,
    interpreter: Interpreter,
    language: str,
    listed: bool = False,
) -> InterpreterBooking:
    """Book somebody of the pool for one person, for the time of the meeting (W8-283).

    Refused where they do not speak the language, their checks do not hold on the day, or they are booked elsewhere.
    The need on the person's list is answered by it. `listed` puts them on the list of who comes, as interpreter.
    """
    check_may(by, Permission.MEETING_PLAN, meeting.service_id)
    check_is_live(meeting.case)
    if participant.case_id != meeting.case_id or not meeting.is_ahead:
        raise Refused("This is not a meeting of theirs that is ahead.")
    check_can_interpret(interpreter, language, timezone.localtime(meeting.starts_at).date())
    row = InterpreterBooking(
        service_id=participant.service_id,
        file_id=participant.file_id,
        meeting=meeting,
        participant=participant,
        interpreter=interpreter,
        language=language,
        during=meeting.during,
        booked_by=by,
    )
    row.full_clean(exclude=["meeting"], validate_constraints=False)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as taken:
        raise Refused(
            f"{interpreter.name} is booked for another meeting at that time.",
            source=POOL,
            opens="Choose somebody else, or another time.",
            field="interpreter",
        ) from taken
    _note(by, row, Act.COLLECTION, "interpreter_booked")
    for need in Need.objects.filter(participant=participant, kind=NeedKind.LANGUAGE, planned="", met_on=None):
        need.participant = participant
        meet_need(by=by, need=need, planned=BOOKED, met_on=None)
    if listed:
        _put_on_the_list(by, row)
    return row


def _put_on_the_list(by: User, row: InterpreterBooking) -> None:
    """Both sides see the list: it says that an interpreter comes, not for whom or for which language."""
    name, capacity = row.interpreter.name, Invitation.Capacity.INTERPRETER
    if row.meeting.invitations.filter(called=name, capacity=capacity).exists():
        return
    today = timezone.localdate()
    said = {"answer": Invitation.Answer.YES, "invited_on": today, "answered_at": timezone.now()}
    details = {**said, "confidential_on": row.interpreter.confidential_on}
    invite(by=by, meeting=row.meeting, called=name, capacity=capacity, details=details)


@transaction.atomic
def free_interpreter(*, by: User, booking: InterpreterBooking) -> None:
    """They do not interpret at this meeting after all."""
    check_may(by, Permission.MEETING_PLAN, booking.service_id)
    booking.freed = True
    booking.save(update_fields=["freed"])
    _note(by, booking, Act.ALTERATION, "interpreter_freed")


def _note(by: User, row: InterpreterBooking, act: Act, what: str) -> None:
    subject = f"participant:{row.participant_id}"
    record(by=by, act=act, what=f"meeting.{what}", file=row.participant.file, subject=subject)
