"""What proves that somebody came to the appointments of their order, or did not."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.documents.actions import give_copy, make_document
from amends.foundation.documents.models import Document
from amends.foundation.documents.worded import Paper
from amends.foundation.lib.refusal import Refused
from amends.journey.contact.models import Appointment
from amends.journey.court.actions.following import locked_sentence, note_sentence
from amends.journey.court.law import basis_on
from amends.journey.court.models import Attendance, Sentence
from amends.journey.court.rules.following import (
    appointments_of,
    attendance_rows,
    check_enforceable,
    plan_of,
    sessions_attended,
)


@dataclass(frozen=True)
class Evidence:
    """How and when they were told; if they did not come, why not, whether that will do, and what was done about it."""

    told_how: str = ""
    told_on: dt.date | None = None
    reason: str = ""
    acceptable: bool | None = None
    action: str = ""
    action_on: dt.date | None = None


@transaction.atomic
def record_attendance(
    *, by: User, sentence: Sentence, appointment: Appointment, evidence: Evidence
) -> Attendance:
    """Keep what proves whether somebody came to an appointment of their order, and what was done if not (W8-320)."""
    check_may(by, Permission.CONTACT_LOG, sentence.service_id)
    check_enforceable(sentence)
    if not appointment.is_statutory or appointment.participant_id != sentence.participant_id:
        raise Refused("This appointment is no part of the order.")
    attendance = Attendance.objects.filter(appointment=appointment).first() or Attendance(
        service_id=sentence.service_id, file_id=sentence.file_id, sentence=sentence, appointment=appointment
    )
    attendance.recorded_by = by
    attendance.told_how, attendance.told_on = evidence.told_how, evidence.told_on
    attendance.reason, attendance.acceptable = evidence.reason.strip(), evidence.acceptable
    attendance.action, attendance.action_on = evidence.action, evidence.action_on
    attendance.full_clean()
    attendance.save()
    note_sentence(by, sentence, "attendance.recorded")
    return attendance


@transaction.atomic
def attendance_record(*, by: User, sentence: Sentence) -> Document:
    """The evidence of attendance: when, told how, came or not, what was done. Nothing of what was spoken about."""
    found = locked_sentence(by, sentence)
    check_enforceable(found)
    appointments = appointments_of(found)
    if not appointments:
        raise Refused("There is no appointment that is part of the order yet.")
    basis = basis_on(found.vehicle, found.passed_on)
    plan = plan_of(found)
    context = {
        "name": found.participant.person.full_name,
        "order": found.words,
        "made_on": found.passed_on,
        "court_name": found.court.name if found.court else "",
        "basis": basis.basis if basis else "",
        "rows": attendance_rows(appointments),
        "days": f"Sessions attended: {sessions_attended(appointments)}. Days of the requirement used or planned: "
        f"{plan.days.normalize():f}.",
    }
    return make_document(
        by=by,
        paper=Paper("attendance-record", context, subject=f"sentence:{found.pk}"),
        belongs_to=found.file,
    )


@transaction.atomic
def pass_to_officer(*, by: User, sentence: Sentence, on: dt.date) -> Sentence:
    """Give the record of attendance to the offender manager, and note the day (SS-020)."""
    found = locked_sentence(by, sentence)
    document = attendance_record(by=by, sentence=found)
    recipient = found.officer.name if found.officer else found.officer_words or "Offender manager"
    give_copy(by=by, document=document, how="email", recipient=recipient)
    found.told_officer_on = on
    found.full_clean()
    found.save()
    return found
