"""What is done about a risk: noted, seen to be in place, and ended when it is not needed any more."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Case, Participant
from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.questions import Answer
from amends.foundation.questionnaire.actions import complete_response, save_answers, start_response
from amends.foundation.questionnaire.models import Response
from amends.foundation.questionnaire.rules import definition_of
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.risk.actions.company import company_assessed, place_assessed
from amends.journey.risk.models import Measure
from amends.journey.risk.rules.checklist import (
    VENUE,
    check_not_contradicted,
    check_supporter_followed_up,
    checklist_key,
    issues_of,
    place_subject,
)
from amends.journey.risk.rules.series import check_order

SUPERSEDED = "A later checklist took its place"


@transaction.atomic
def note_measure(*, by: User, participant: Participant, details: Mapping[str, str]) -> Measure:
    """Write down a risk with what is done about it and by whom. Refused without a safeguard (W8-147)."""
    check_may(by, Permission.RISK_RECORD, participant.service_id)
    if not details.get("safeguard", "").strip():
        raise Refused("Say what is done about it.", source="Wait 'til Eight appendix 3D", field="safeguard")
    row = Measure(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        noted_by=by,
        **details,
    )
    row.full_clean()
    row.save()
    _note(by, row, Act.COLLECTION, "noted")
    return row


@transaction.atomic
def put_in_place(*, by: User, measure: Measure) -> Measure:
    """Somebody has seen that it is done."""
    check_may(by, Permission.RISK_RECORD, measure.service_id)
    if measure.ended_on:
        raise Refused("This is not needed any more.")
    measure.in_place_on, measure.in_place_by = timezone.localdate(), by
    measure.full_clean()
    measure.save(update_fields=["in_place_on", "in_place_by"])
    _note(by, measure, Act.ALTERATION, "in_place")
    return measure


@transaction.atomic
def fall_away(*, by: User, measure: Measure) -> Measure:
    """It is not in place any more: what rests on it is held again."""
    check_may(by, Permission.RISK_RECORD, measure.service_id)
    measure.in_place_on, measure.in_place_by = None, None
    measure.save(update_fields=["in_place_on", "in_place_by"])
    _note(by, measure, Act.ALTERATION, "fell_away")
    return measure


@transaction.atomic
def end_measure(*, by: User, measure: Measure, because: str) -> Measure:
    """It is not needed any more, with the reason; it stays on file."""
    check_may(by, Permission.RISK_RECORD, measure.service_id)
    if not because.strip():
        raise Refused("Say why it is not needed any more.", field="because")
    measure.ended_on, measure.ended_because = timezone.localdate(), because.strip()
    measure.full_clean()
    measure.save(update_fields=["ended_on", "ended_because"])
    _note(by, measure, Act.ALTERATION, "ended")
    return measure


@transaction.atomic
def keep_checklist(*, by: User, participant: Participant, answers: Mapping[str, Answer]) -> Response:
    """Keep what was answered so far, to go on with it later."""
    check_may(by, Permission.RISK_RECORD, participant.service_id)
    return save_answers(by=by, response=_draft(by, participant), answers=answers)


@transaction.atomic
def complete_checklist(*, by: User, participant: Participant, answers: Mapping[str, Answer]) -> Response:
    """Close the checklist before a meeting for good; each issue that is a risk becomes a measure on file.

    Raises AnswersRefused where an issue that is a risk does not say how it is managed (W8-249), and Refused for a
    consent that is not on file (W8-253) or a supporter whom nobody has asked about (W8-228).
    """
    check_may(by, Permission.RISK_RECORD, participant.service_id)
    check_order(participant)
    check_not_contradicted(participant, answers)
    check_supporter_followed_up(participant, answers)
    response = _draft(by, participant)
    complete_response(by=by, response=response, answers=answers)
    _take_over(by, participant, response)
    company_assessed(by=by, case=participant.case)
    return response


@transaction.atomic
def complete_place(*, by: User, case: Case, answers: Mapping[str, Answer]) -> Response:
    """Close the checklist about the place of a meeting (W8-229, W8-255). It names nobody: both sides may see it."""
    check_may(by, Permission.RISK_RECORD, case.service_id)
    response = start_response(by=by, key=VENUE, subject=place_subject(case), case=case)
    complete_response(by=by, response=response, answers=answers)
    place_assessed(by=by, case=case)
    return response


def _draft(by: User, participant: Participant) -> Response:
    return start_response(
        by=by,
        key=checklist_key(participant),
        subject=f"participant:{participant.pk}",
        participant=participant,
    )


def _take_over(by: User, participant: Participant, response: Response) -> None:
    """What the earlier checklist asked for is replaced; what stayed word for word the same stays in place."""
    before = {
        m.key: m for m in Measure.objects.filter(participant=participant, ended_on=None).exclude(key="")
    }
    for issue in issues_of(definition_of(response), response.answers):
        same = before.get(issue.key)
        if same and same.safeguard == issue.managed:
            before.pop(issue.key)
        elif issue.managed:
            details = {"key": issue.key, "risk": issue.risk, "safeguard": issue.managed}
            note_measure(by=by, participant=participant, details=details)
    for old in before.values():
        end_measure(by=by, measure=old, because=SUPERSEDED)


def _note(by: User, row: Measure, act: Act, what: str) -> None:
    record(
        by=by,
        act=act,
        what=f"risk.measure_{what}",
        file=row.file,
        subject=f"participant:{row.participant_id}",
        details={"measure": row.pk},
    )
