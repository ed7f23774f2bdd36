"""Telling somebody why it is not right for now, and coming back to it later; a judgement on paper."""

from datetime import date, datetime, time

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.documents.actions import make_document
from amends.foundation.documents.models import Document
from amends.foundation.documents.worded import Paper
from amends.foundation.lib.refusal import Refused
from amends.foundation.questionnaire.rules import definition_of, on_paper
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.suitability.actions.judging import FEEDBACK
from amends.journey.suitability.grounds import ground_words
from amends.journey.suitability.models import Judgement, Told

RECONSIDER = "suitability-reconsider"
MORNING = time(9)


@transaction.atomic
def record_told(
    *,
    by: User,
    judgement: Judgement,
    given_on: date,
    route: str,
    to_work_on: str,
    reconsider_after: date | None = None,
) -> Told:
    """They were told. A day to look again brings the person back on that day, also after the case is closed (W8-122)."""
    participant = judgement.participant
    check_may(by, Permission.SUITABILITY_RECORD, judgement.service_id)
    if judgement.outcome != Judgement.Outcome.NOT_SUITABLE:
        raise Refused("Nobody was turned down by this judgement.")
    if given_on > timezone.localdate():
        raise Refused("This day has not come yet.", field="given_on")
    told = Told(
        service_id=judgement.service_id,
        file_id=judgement.file_id,
        judgement=judgement,
        given_on=given_on,
        route=route,
        to_work_on=to_work_on.strip(),
        reconsider_after=reconsider_after,
        recorded_by=by,
    )
    told.full_clean()
    told.save()
    record(
        by=by,
        act=Act.DISCLOSURE,
        what="suitability.told",
        file=participant.file,
        subject=f"participant:{participant.pk}",
        details={"kind": route},
    )
    stop_clock(by=by, name=FEEDBACK, subject=f"participant:{participant.pk}")
    if reconsider_after:
        _come_back(by, told)
    return told


def _come_back(by: User, told: Told) -> None:
    """On the day itself, for the coordinators: it belongs to the service, because closing a case ends its own tasks."""
    participant = told.judgement.participant
    subject = f"participant:{participant.pk}"
    stop_clock(by=by, name=RECONSIDER, subject=subject, dropped=True)
    about = About(
        service=participant.case.service,
        subject=subject,
        reference=participant.case.number,
        link=reverse("suitability:person", args=[participant.pk]),
    )
    day = told.reconsider_after or told.given_on
    start_clock(
        by=by,
        name=RECONSIDER,
        about=about,
        due=timezone.make_aware(datetime.combine(day, time(23, 59, 59))),
    )


def print_judgement(*, by: User, judgement: Judgement) -> Document:
    """One judgement with its answers, for the file or for whoever must read it on paper."""
    response = judgement.response
    context = {
        "sections": on_paper(definition_of(response), response.answers) if response else [],
        "form_version": str(response.version) if response else "",
        "reference": judgement.participant.case.number,
        "initials": judgement.participant.initials,
        "made_as": judgement.get_made_as_display(),
        "judged_on": timezone.localtime(judgement.judged_at).date(),
        "judged_by": judgement.judged_by.name,
        "outcome": judgement.outcome_words,
        "basis": judgement.basis,
        "grounds": ground_words(judgement.grounds),
        "because": judgement.because,
        "until": judgement.until,
        "without_oasys": judgement.without_oasys,
    }
    return make_document(
        by=by,
        paper=Paper("suitability-assessment", context, subject=f"judgement:{judgement.pk}"),
        belongs_to=judgement.file,
    )
