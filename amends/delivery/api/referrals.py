"""Referrals for other systems: hand one in, follow one's own, answer questions. The same actions as the pages."""

from typing import Annotated, Any

from django.db import transaction
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Header, Query, Router, Status
from pydantic import StringConstraints

from amends.delivery.api.actions import once
from amends.delivery.api.auth import token_of
from amends.delivery.api.schemas import (
    AmendIn,
    AmendmentOut,
    AnswerIn,
    ProblemOut,
    QuestionOut,
    ReasonIn,
    ReferralIn,
    ReferralList,
    ReferralOut,
)
from amends.foundation.access.models import ApiToken
from amends.foundation.clock.limits import definition_for
from amends.foundation.clock.rules import due_at
from amends.foundation.policy.clocks import ClockDefinition
from amends.journey.referral.actions import amend, answer_question, hand_in, withdraw
from amends.journey.referral.content import load
from amends.journey.referral.doors import open_referral
from amends.journey.referral.models import Amendment, Question, Referral
from amends.journey.referral.models.referral import Route
from amends.journey.referral.noticing.contradictions import contradictions_of

router = Router(tags=["referrals"])
PAGE, DECISION = 50, "referral-decision"
Key = Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=r"^[\x21-\x7e]+$")]
Number = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{1,20}$")]
FAILURES = {
    400: ProblemOut,
    401: ProblemOut,
    404: ProblemOut,
    409: ProblemOut,
    422: ProblemOut,
    429: ProblemOut,
}


def shown(referral: Referral, limit: ClockDefinition | None = None) -> dict[str, Any]:
    """Where a referral stands; `limit` is the time for deciding, where a list has looked it up for all of them."""
    due = None
    if referral.is_open and referral.received_at:
        due = due_at(limit or definition_for(referral.service, DECISION), referral.received_at)
    return {
        "number": referral.number,
        "form": referral.form,
        "status": referral.status,
        "status_words": referral.get_status_display(),
        "received_at": referral.received_at,
        "decision_due_at": due,
        "open_questions": _open_questions(referral),
        "outcome": referral.outcome_words,
        "ended_at": referral.ended_at,
        "ending": referral.ended_words,
    }


def _notices(referral: Referral) -> list[dict[str, str]]:
    """What cannot all be right in what was just sent; nothing that the service found out is in it yet."""
    return [{"where": each.where, "detail": each.words} for each in contradictions_of(load(referral))]


def _open_questions(referral: Referral) -> int:
    """How many wait for an answer; a list counts them with its own query."""
    counted: int | None = referral.__dict__.get("open_questions")
    if counted is None:
        return referral.questions.filter(answered_at__isnull=True).count()
    return counted


@router.post(
    "/referrals",
    response={200: ReferralOut, 201: ReferralOut, **FAILURES},
    operation_id="hand_in_referral",
    url_name="referrals",
)
def create(
    request: HttpRequest,
    payload: ReferralIn,
    idempotency_key: Annotated[Key | None, Header(alias="Idempotency-Key")] = None,
) -> Status[dict[str, Any]]:
    """Hand in a referral. With an Idempotency-Key, sending it again gives the same answer and makes nothing new."""
    token = token_of(request)

    def do() -> tuple[int, dict[str, Any]]:
        referral = hand_in(
            by=token.user,
            service=token.agency.service,
            form=payload.form,
            route=Route.API,
            content=payload.content(),
            agency=token.agency,
            on_paper=payload.on_paper,
        )
        return 201, {**shown(referral), "notices": _notices(referral)}

    status, body = once(token, idempotency_key, payload, do)
    return Status(status, body)


@router.get(
    "/referrals",
    response={200: ReferralList, **FAILURES},
    operation_id="list_referrals",
    url_name="referrals",
)
def own(
    request: HttpRequest,
    status: Annotated[str, Query(pattern=r"^[a-z_]{0,24}$", description="Only those that stand so.")] = "",
    before: Annotated[int | None, Query(ge=1, le=2**62)] = None,
) -> dict[str, Any]:
    """The agency's own referrals handed in with this key's user, the newest first."""
    waiting = Question.objects.filter(referral=OuterRef("pk"), answered_at__isnull=True).order_by()
    counted = Subquery(waiting.values("referral").annotate(n=Count("pk")).values("n"))
    token = token_of(request)
    found = _own(token).annotate(open_questions=Coalesce(counted, 0)).order_by("-pk")
    if status:
        found = found.filter(status=status)
    if before:
        found = found.filter(pk__lt=before)
    rows = list(found[: PAGE + 1])
    older = str(rows[PAGE - 1].pk) if len(rows) > PAGE else None
    limit = definition_for(token.agency.service, DECISION)
    return {"items": [shown(referral, limit) for referral in rows[:PAGE]], "older": older}


def _own(token: ApiToken) -> Any:
    return Referral.objects.received().filter(referrer=token.user, service=token.agency.service)


def _open(request: HttpRequest, number: str) -> Referral:
    """One of the key's own; Http404 for everybody else's."""
    token = token_of(request)
    get_object_or_404(_own(token), number=number)
    return open_referral(token.user, number, why="referral.looked_at_by_api")


@router.get("/referrals/{number}", response={200: ReferralOut, **FAILURES}, operation_id="get_referral")
def one(request: HttpRequest, number: Number) -> dict[str, Any]:
    """Where one referral stands."""
    return shown(_open(request, number))


@router.get(
    "/referrals/{number}/questions",
    response={200: list[QuestionOut], **FAILURES},
    operation_id="list_questions",
)
def questions(request: HttpRequest, number: Number) -> list[Question]:
    """What the service has asked about it, open or answered."""
    return list(_open(request, number).questions.order_by("pk"))


@router.post(
    "/referrals/{number}/questions/{question_id}/answer",
    response={200: QuestionOut, **FAILURES},
    operation_id="answer_question",
)
def answer(
    request: HttpRequest,
    number: Number,
    question_id: int,
    payload: AnswerIn,
) -> Question:
    """Answer a question; the service's time to decide runs on."""
    token = token_of(request)
    question = get_object_or_404(_open(request, number).questions, pk=question_id)
    with transaction.atomic():
        return answer_question(by=token.user, question=question, text=payload.answer)


@router.get(
    "/referrals/{number}/amendments",
    response={200: list[AmendmentOut], **FAILURES},
    operation_id="list_amendments",
    url_name="amendments",
)
def amendments(request: HttpRequest, number: Number) -> list[Amendment]:
    """What has been corrected since it was sent, and why."""
    return list(_open(request, number).amendments.order_by("pk"))


@router.post(
    "/referrals/{number}/amendments",
    response={200: list[AmendmentOut], **FAILURES},
    operation_id="amend_referral",
    url_name="amendments",
)
def correct(request: HttpRequest, number: Number, payload: AmendIn) -> list[Amendment]:
    """Correct what was sent, with a reason; what said so already is left alone. Gives back what has changed."""
    referral = _open(request, number)
    with transaction.atomic():
        return amend(
            by=token_of(request).user, referral=referral, changes=payload.typed(), reason=payload.reason
        )


@router.post(
    "/referrals/{number}/withdraw", response={200: ReferralOut, **FAILURES}, operation_id="withdraw_referral"
)
def take_back(request: HttpRequest, number: Number, payload: ReasonIn) -> dict[str, Any]:
    """Take a referral back that has not been decided."""
    referral = _open(request, number)
    with transaction.atomic():
        return shown(withdraw(by=token_of(request).user, referral=referral, reason=payload.reason))
