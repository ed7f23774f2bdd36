"""After it has arrived: questions and answers, corrections with their reason, and what the service found out."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.programs import as_clockwork
from amends.foundation.access.rules import check_may
from amends.foundation.clock.actions import About, pause_clock, restart_clock, start_clock, stop_clock
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.facts import BadFactError
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.referral.actions.correcting import find_row, set_value
from amends.journey.referral.actions.receiving import link_of, subject_of
from amends.journey.referral.actions.telling import tell_referrer, tell_staff
from amends.journey.referral.content import fact_text, load
from amends.journey.referral.facts import TURNING, child_was_harmed, turn_of
from amends.journey.referral.models import (
    Amendment,
    ChecklistAnswer,
    CommunityResolution,
    ExternalReference,
    Question,
    Referral,
    ReferralContact,
    ReferralFact,
)
from amends.journey.referral.models.referral import Status
from amends.journey.referral.noticing.contradictions import check_fits
from amends.journey.referral.rules import check_is_mine, check_is_open, check_version, is_staff_of

FIND_OUT = "task-find-out"


def note(by: User, referral: Referral, what: str, act: Act = Act.ALTERATION, **details: Any) -> None:
    """One line in the trail about a referral."""
    record(
        by=by,
        act=act,
        what=f"referral.{what}",
        service_id=referral.service_id,
        case=referral.case,
        subject=subject_of(referral),
        details=details,
    )


@transaction.atomic
def ask_referrer(*, by: User, referral: Referral, text: str) -> Question:
    """Go back with a question; the time to decide stands still until it is answered (EX-132)."""
    check_may(by, Permission.REFERRAL_SCREEN, referral.service_id)
    check_is_open(referral)
    question = Question(
        service_id=referral.service_id, referral=referral, text=text, asked_at=timezone.now(), asked_by=by
    )
    question.full_clean()
    question.save()
    set_status(referral, Status.WAITING_FOR_REFERRER)
    about = About(
        service=referral.service,
        subject=subject_of(referral),
        reference=referral.number,
        link=link_of(referral),
        owner=referral.referrer if referral.referrer and not referral.referrer.is_system else None,
        waiting_for="the referrer",
    )
    start_clock(by=by, name="referrer-question", about=about)
    pause_clock(by=by, name="referral-decision", subject=about.subject, because="waiting for the referrer")
    note(by, referral, "asked")
    tell_referrer(
        by=by, referral=referral, words=f"There is a question about your referral {referral.number}."
    )
    return question


@transaction.atomic
def chase_referrer(*, by: User, question: Question) -> Question:
    """Remind the referrer of a question that is still open."""
    check_may(by, Permission.REFERRAL_SCREEN, question.service_id)
    if question.answered_at:
        raise Refused("This question has been answered.")
    question.chased_at = timezone.now()
    question.save(update_fields=["chased_at"])
    note(by, question.referral, "chased")
    words = f"We are still waiting for an answer about your referral {question.referral.number}."
    tell_referrer(by=by, referral=question.referral, words=words)
    return question


@transaction.atomic
def answer_question(*, by: User, question: Question, text: str) -> Question:
    """The referrer answers, or staff write down what was said on the telephone; the time to decide runs on."""
    locked = (
        Question.objects.select_for_update(of=("self",))
        .select_related("referral__service")
        .get(pk=question.pk)
    )
    referral = locked.referral
    check_is_mine(by, referral)
    if locked.answered_at:
        raise Refused("This question has been answered already.", field="answer")
    locked.answer, locked.answered_at, locked.answered_by = text.strip(), timezone.now(), by
    locked.full_clean()
    locked.save()
    if not referral.questions.filter(answered_at__isnull=True).exists():
        if referral.status == Status.WAITING_FOR_REFERRER:
            set_status(referral, Status.SUBMITTED)
        with as_clockwork(referral.service):
            stop_clock(by=by, name="referrer-question", subject=subject_of(referral))
            restart_clock(by=by, name="referral-decision", subject=subject_of(referral))
    note(by, referral, "answered")
    tell_staff(
        referral=referral,
        words=f"The referrer has answered: {referral.number}.",
        about=f"question:{locked.pk}",
    )
    return locked


def set_status(referral: Referral, status: str) -> None:
    """Move a referral on; inside the caller's transaction."""
    referral.status = status
    referral.version += 1
    referral.save(update_fields=["status", "version"])


@transaction.atomic
def amend(
    *, by: User, referral: Referral, changes: Mapping[str, Any], reason: str, version: int | None = None
) -> list[Amendment]:
    """Correct what was sent, such as {"people.1.date_of_birth": "1958-07-19"}; what it said before stays readable."""
    locked = Referral.objects.select_for_update(of=("self",)).select_related("service").get(pk=referral.pk)
    check_is_mine(by, locked)
    if not is_staff_of(by, locked.service_id):
        check_is_open(locked)
    if not reason.strip():
        raise Refused("Say why you change it.", field="reason")
    found = _find_rows(locked, changes)
    theirs = [(where, str(value), str(getattr(row, name) or "")) for where, row, name, value in found]
    check_version(locked, version, "Somebody", theirs)
    amendments = []
    for where, row, name, value in found:
        before, after = set_value(row, name, value)
        if before != after:
            amendments.append(
                Amendment.objects.create(
                    service_id=locked.service_id,
                    referral=locked,
                    what=where,
                    before=before,
                    after=after,
                    reason=reason.strip(),
                    by=by,
                )
            )
    Referral.objects.filter(pk=locked.pk).update(version=locked.version + 1)
    note(by, locked, "amended", fields=[amendment.what for amendment in amendments])
    if amendments and not is_staff_of(by, locked.service_id):
        words, about = (
            f"The referrer has corrected something: {locked.number}.",
            f"amended:{locked.pk}:{locked.version}",
        )
        tell_staff(referral=locked, words=words, about=about)
    return amendments


def _find_rows(referral: Referral, changes: Mapping[str, Any]) -> list[tuple[str, Model, str, Any]]:
    """Each place with its row, field and new value; two places in one row share the row."""
    seen: dict[tuple[type[Model], Any], Model] = {}
    found = []
    for where, value in changes.items():
        row, name = find_row(referral, where)
        found.append((where, seen.setdefault((type(row), row.pk), row), name, value))
    return found


@transaction.atomic
def add_reference(
    *, by: User, referral: Referral, kind: str, value: str, note_text: str = ""
) -> ExternalReference:
    """Add a number under which another body knows the matter."""
    check_is_mine(by, referral)
    row = ExternalReference(service_id=referral.service_id, referral=referral, kind=kind)
    set_value(row, "value", value, extra={"note": note_text})
    note(by, referral, "reference_added", Act.COLLECTION, kind=kind)
    return row


@transaction.atomic
def add_contact(
    *, by: User, referral: Referral, position: int, kind: str, value: str, **more: Any
) -> ReferralContact:
    """Add a number, e-mail or address to somebody in the referral; `more` is note and is_safe."""
    check_is_mine(by, referral)
    person = referral.people.get(position=position)
    row = ReferralContact(service_id=referral.service_id, referral=referral, person=person, kind=kind)
    set_value(row, "value", value, extra=more)
    note(by, referral, "contact_added", Act.COLLECTION, person=position)
    return row


@transaction.atomic
def state_facts(
    *,
    by: User,
    referral: Referral,
    facts: Mapping[str, Any],
    said_by: str = "coordinator",
    note_text: str = "",
) -> list[ReferralFact]:
    """Record what the service or an agency found out; None says that it is not known after all.

    Refused at the fact that cannot be right beside the others.
    """
    check_may(by, Permission.REFERRAL_SCREEN, referral.service_id)
    if facts.get("victim_under_18") is False and child_was_harmed(load(referral)):
        raise Refused(
            "By the date of birth somebody harmed is or was under 18, now or when it happened.",
            source="HMPPS framework 4.4",
            opens="Correct the date of birth or the day it happened, if one of them is wrong.",
            field="victim_under_18",
        )
    try:
        texts = {name: fact_text(name, value) for name, value in facts.items()}
    except BadFactError as wrong:
        raise Refused(str(wrong)) from wrong
    check_fits(load(referral), facts)
    rows = [
        ReferralFact(
            service_id=referral.service_id,
            referral=referral,
            name=name,
            value=text,
            said_by=said_by,
            note=note_text,
            recorded_by=by,
        )
        for name, text in texts.items()
    ]
    for row in rows:
        row.full_clean()
    ReferralFact.objects.bulk_create(rows)
    if not texts.keys().isdisjoint(TURNING):
        _set_turn(referral)
    note(by, referral, "facts_stated", facts=sorted(texts))
    _end_tasks(by, referral, texts)
    return rows


def _set_turn(referral: Referral) -> None:
    """Keep the order of the queue with the referral, so that reading it does not look through the facts of all."""
    said = ReferralFact.objects.filter(referral=referral, name__in=TURNING).order_by("pk")
    referral.turn = turn_of(dict(said.values_list("name", "value")))
    Referral.objects.filter(pk=referral.pk).exclude(turn=referral.turn).update(turn=referral.turn)


def _end_tasks(by: User, referral: Referral, names: Iterable[str]) -> None:
    """Whoever had it as their task to find one of these out is done with it."""
    subjects = [f"{subject_of(referral)}:{name}" for name in names]
    for task in Clock.objects.filter(subject__in=subjects, name=FIND_OUT, stopped_at__isnull=True):
        stop_clock(by=by, name=FIND_OUT, subject=task.subject)


@transaction.atomic
def verify_answer(
    *, by: User, referral: Referral, question: str, answer: str, note_text: str = ""
) -> ChecklistAnswer:
    """Put the service's own answer beside the referrer's; both stay visible (EX-138)."""
    check_may(by, Permission.REFERRAL_SCREEN, referral.service_id)
    line = referral.checklist.select_for_update().get(question=question)
    line.verified_answer, line.verified_note = answer, note_text
    line.verified_by, line.verified_at = by, timezone.now()
    line.full_clean()
    line.save()
    note(by, referral, "answer_verified", question=question, answer=answer)
    return line


@transaction.atomic
def check_typing(*, by: User, referral: Referral) -> None:
    """Somebody other than the typist has compared it with the paper (EX-141)."""
    if not is_staff_of(by, referral.service_id):
        raise Refused("Only the service itself checks what was typed in.")
    referral.checked_by, referral.checked_at = by, timezone.now()
    referral.full_clean(validate_unique=False)
    referral.save(update_fields=["checked_by", "checked_at"])
    note(by, referral, "typing_checked")


@transaction.atomic
def note_original_sent(
    *, by: User, resolution: CommunityResolution, on: date, sent_by: str, hub_has_copy: bool = True
) -> None:
    """The signed paper has gone to the records centre; the hub keeps a copy only (EX-152)."""
    check_is_mine(by, resolution.referral)
    if on > timezone.localdate():
        raise Refused("This day is still to come.", field="on")
    resolution.original_sent_on, resolution.original_sent_by = on, sent_by
    resolution.hub_has_copy = hub_has_copy
    resolution.save(update_fields=["original_sent_on", "original_sent_by", "hub_has_copy"])
    note(by, resolution.referral, "original_sent")
