"""Beginning to fill in a questionnaire, keeping what has been answered so far, and completing it for good."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import Service, User
from amends.foundation.case.models import Case, CaseFile, Participant
from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.answers import asked_answers, effects, validate_answers
from amends.foundation.policy.questionnaires import load_questionnaire
from amends.foundation.policy.questions import Answer, AnswerError, Effect, Questionnaire
from amends.foundation.questionnaire.models import Response
from amends.foundation.questionnaire.rules import definition_of
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act


class AnswersRefused(Refused):
    """Answers that are missing or cannot be; `errors` says which boxes and why."""

    def __init__(self, errors: list[AnswerError], source: str) -> None:
        words = "1 answer is" if len(errors) == 1 else f"{len(errors)} answers are"
        super().__init__(f"{words} missing or not possible.", source=source, field=errors[0].field)
        self.errors = errors


@transaction.atomic
def start_response(
    *,
    by: User,
    key: str,
    subject: str,
    service: Service | None = None,
    case: Case | None = None,
    file: CaseFile | None = None,
    participant: Participant | None = None,
) -> Response:
    """Begin with the newest version, or go on with one's own draft about the same row."""
    draft = Response.objects.filter(
        subject=subject, key=key, answered_by=by, state=Response.State.DRAFT
    ).first()
    if draft:
        return draft
    file = participant.file if participant else file
    case = participant.case if participant else file.case if file else case
    response = Response(
        service=file.service if file else case.service if case else service,
        case=case,
        file=file,
        participant=participant,
        subject=subject,
        key=key,
        version=load_questionnaire(key).version,
        answered_by=by,
    )
    response.full_clean()
    response.save()
    _note(by, response, Act.COLLECTION, "started")
    return response


@transaction.atomic
def save_answers(
    *, by: User, response: Response, answers: Mapping[str, Answer], beside: Mapping[str, Any] | None = None
) -> Response:
    """Keep what has been answered so far, complete or not; answers that are given replace earlier ones.

    `beside` is what the page asks beside these questions, as `rules.so_far` gives it: it is kept until it is complete.
    """
    locked = _draft(response)
    locked.answers = {**locked.answers, **_known(definition_of(locked), answers)}
    locked.beside = {**locked.beside, **(beside or {})}
    locked.save(update_fields=["answers", "beside"])
    _note(by, locked, Act.ALTERATION, "saved")
    return locked


@transaction.atomic
def complete_response(
    *, by: User, response: Response, answers: Mapping[str, Answer] | None = None
) -> list[Effect]:
    """Close it for good; returns what the answers set off.

    Raises AnswersRefused with every missing or impossible answer.
    """
    locked = _draft(response)
    definition = definition_of(locked)
    locked.answers = asked_answers(definition, {**locked.answers, **_known(definition, answers or {})})
    errors = validate_answers(definition, locked.answers)
    if errors:
        raise AnswersRefused(errors, definition.source)
    locked.state, locked.completed_at, locked.answered_by = Response.State.COMPLETE, timezone.now(), by
    locked.beside = {}
    locked.save(update_fields=["answers", "beside", "state", "completed_at", "answered_by"])
    _note(by, locked, Act.COLLECTION, "completed")
    response.refresh_from_db()
    return effects(definition, locked.answers)


@transaction.atomic
def drop_draft(*, by: User, response: Response) -> None:
    """Throw a draft away."""
    locked = _draft(response)
    _note(by, locked, Act.ERASURE, "dropped")
    locked.delete()


def _draft(response: Response) -> Response:
    locked = Response.objects.select_for_update(of=("self",)).get(pk=response.pk)
    if locked.is_locked:
        raise Refused(
            "These answers are complete and stay as they are.",
            opens="Fill in a new one if things have changed.",
        )
    return locked


def _known(definition: Questionnaire, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """Only boxes the questionnaire has; an unknown one is a mistake of ours, not of the person."""
    names = {name for question in definition.questions for name in (question.key, question.comment_key)}
    unknown = sorted(set(answers) - names)
    if unknown:
        raise Refused(f"This questionnaire has no “{unknown[0]}”.", field=unknown[0])
    return dict(answers)


def _note(by: User, response: Response, act: Act, verb: str) -> None:
    record(
        by=by,
        act=act,
        what=f"questionnaire.{verb}.{response.key}"[:80],
        case=response.case,
        file=response.file,
        service_id=response.service_id,
        subject=response.subject,
        details={"response": response.pk, "version": response.version},
    )
