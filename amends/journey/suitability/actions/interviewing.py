"""Logging a talk with somebody, with the answers to the guide's questions where they were asked."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Participant, Side
from amends.foundation.case.rules import check_is_live
from amends.foundation.documents.actions import make_document
from amends.foundation.documents.models import Document
from amends.foundation.documents.worded import Paper
from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.questionnaires import load_questionnaire
from amends.foundation.policy.questions import Answer
from amends.foundation.questionnaire.actions import complete_response, start_response
from amends.foundation.questionnaire.rules import definition_of, on_paper
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.suitability.models import Interview


def interview_key(participant: Participant) -> str:
    """The guide's questions for this person."""
    return "interview-responsible" if participant.side == Side.RESPONSIBLE else "interview-other"


@transaction.atomic
def log_interview(
    *,
    by: User,
    participant: Participant,
    held_on: date,
    interviewer: str,
    findings: str = "",
    answers: Mapping[str, Answer] | None = None,
) -> Interview:
    """Note that somebody talked to this person; questions that were not asked stay open and are listed so (W8-083)."""
    check_may(by, Permission.SUITABILITY_RECORD, participant.service_id)
    check_is_live(participant.case)
    if held_on > timezone.localdate():
        raise Refused("This day has not come yet.", field="held_on")
    interview = Interview(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        held_on=held_on,
        interviewer=interviewer.strip(),
        findings=findings.strip(),
        recorded_by=by,
    )
    if answers:
        response = start_response(
            by=by,
            key=interview_key(participant),
            subject=f"participant:{participant.pk}",
            participant=participant,
        )
        complete_response(by=by, response=response, answers=answers)
        interview.response = response
    interview.full_clean()
    interview.save()
    record(
        by=by,
        act=Act.COLLECTION,
        what="suitability.interview",
        file=participant.file,
        subject=f"participant:{participant.pk}",
    )
    return interview


def interview_of_day(*, by: User, participant: Participant, on: date, interviewer: str = "") -> Interview:
    """The talk of that day, logged now where nobody has logged it yet."""
    found = Interview.objects.filter(participant=participant, held_on=on).order_by("-pk").first()
    return found or log_interview(
        by=by, participant=participant, held_on=on, interviewer=interviewer or by.name
    )


def print_interview(*, by: User, participant: Participant, interview: Interview | None = None) -> Document:
    """The form on paper: blank to take along, or filled with what was answered (W8-083)."""
    response = interview.response if interview else None
    definition = definition_of(response) if response else load_questionnaire(interview_key(participant))
    context = {
        "sections": on_paper(definition, response.answers if response else None),
        "form_version": str(definition.version),
        "reference": participant.case.number,
        "initials": participant.initials,
        "held_on": interview.held_on if interview else "",
        "interviewer": interview.interviewer if interview else "",
    }
    return make_document(
        by=by,
        paper=Paper("interview-form", context, subject=f"participant:{participant.pk}"),
        belongs_to=participant.file,
    )
