"""Asking for a police officer at a visit or meeting, and entering who comes."""

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Participant
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.lib.dates import long_date
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import queue_message
from amends.foundation.messages.models import Message
from amends.foundation.messages.outgoing import Contents, Outside
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.risk.models import Assessment, PoliceRequest

CLOCK = "police-presence"


@transaction.atomic
def ask_police(
    *,
    by: User,
    participant: Participant,
    event: str,
    on: date,
    reason: str,
    asked_of: str,
    email: str = "",
) -> PoliceRequest:
    """Ask for an officer; with an address it goes out by e-mail, naming nobody. Its clock waits for the answer."""
    check_may(by, Permission.RISK_RECORD, participant.service_id)
    if on < timezone.localdate():
        raise Refused("This day has passed.", field="on")
    row = PoliceRequest(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        event=event,
        on=on,
        reason=reason,
        asked_of=asked_of,
        asked_by=by,
    )
    row.full_clean()
    row.save()
    _note(by, row, "asked", Act.DISCLOSURE)
    case = participant.case
    about = About(
        service=case.service,
        subject=row.subject,
        case=case,
        file=participant.file,
        link=reverse("risk:person", args=[participant.pk]),
        waiting_for=asked_of,
    )
    start_clock(by=by, name=CLOCK, about=about)
    if email:
        _write(by, row, email)
    return row


def _write(by: User, row: PoliceRequest, email: str) -> None:
    case = row.participant.case
    queue_message(
        by=by,
        channel=Message.Channel.EMAIL,
        to=Outside(email, row.asked_of),
        contents=Contents(
            subject=f"An officer on {long_date(row.on)}",
            body=f"For our reference {case.number} we ask for an officer at a {row.get_event_display().lower()} on "
            f"{long_date(row.on)}. Please ring us with the name of who can come: {case.service.telephone}.",
        ),
        belongs_to=row.file,
        subject_key=row.subject,
    )


@transaction.atomic
def confirm_police(*, by: User, row: PoliceRequest, officer: str, collar: str = "") -> PoliceRequest:
    """Enter who comes. The visit or meeting can be confirmed from now on."""
    check_may(by, Permission.RISK_RECORD, row.service_id)
    row.officer, row.collar, row.confirmed_at = officer.strip(), collar, timezone.now()
    row.full_clean()
    row.save(update_fields=["officer", "collar", "confirmed_at"])
    stop_clock(by=by, name=CLOCK, subject=row.subject)
    _note(by, row, "confirmed")
    return row


def drop_requests(*, by: User, assessment: Assessment) -> None:
    """A later assessment no longer asks for an officer: nobody chases the answer any more."""
    if assessment.police_at:
        return
    waiting = PoliceRequest.objects.filter(participant=assessment.participant, confirmed_at__isnull=True)
    for row in waiting:
        stop_clock(by=by, name=CLOCK, subject=row.subject, dropped=True)


def _note(by: User, row: PoliceRequest, what: str, act: Act = Act.ALTERATION) -> None:
    record(by=by, act=act, what=f"police.{what}", file=row.file, subject=f"participant:{row.participant_id}")
