"""On the sender's side: beginning, writing version by version, and having somebody else read it."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import SIDES, Case, CaseFile, Participant
from amends.foundation.case.rules import check_is_live
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.lib.refusal import ChangedMeanwhile, Refused
from amends.foundation.messages.actions import tell
from amends.foundation.policy.questions import Answer, EffectKind
from amends.foundation.questionnaire.actions import complete_response, start_response
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.indirect.models import Basis, Draft, Exchange
from amends.journey.indirect.rules.grounds import Ground, grounds_of
from amends.journey.indirect.rules.writing import (
    PROCESS,
    check_can_begin,
    check_can_hand_in,
    check_can_vet,
    readers_of,
)

CHECKLIST = "letter-vetting"
TO_VET = "message-to-vet"


def note(
    by: User, exchange: Exchange, what: str, act: Act = Act.ALTERATION, file: CaseFile | None = None
) -> None:
    """The line in the trail: in one side's file where it tells of one side."""
    record(
        by=by,
        act=act,
        what=f"message.{what}",
        case=None if file else exchange.case,
        file=file,
        subject=f"exchange:{exchange.pk}",
        details={"kind": exchange.kind},
    )


def lock(exchange: Exchange) -> Exchange:
    """The row for changing, on a case that goes on."""
    locked = (
        Exchange.objects.select_for_update(of=("self",)).select_related("case__service").get(pk=exchange.pk)
    )
    check_is_live(locked.case)
    if locked.state == Exchange.State.ENDED:
        raise Refused("This has ended.")
    return locked


def lock_draft(draft: Draft) -> Draft:
    """The version for changing, with its exchange, on a case that goes on."""
    exchange = lock(draft.exchange)
    found = Draft.objects.select_for_update(of=("self",)).select_related("author", "file", "handed_in_by")
    locked = found.get(pk=draft.pk)
    locked.exchange = exchange
    return locked


def page_of(exchange: Exchange) -> str:
    """Where it is shown."""
    return reverse("indirect:chain", args=[exchange.case.number, exchange.pk])


@transaction.atomic
def begin(
    *,
    by: User,
    case: Case,
    from_file: CaseFile,
    kind: str,
    ground: str = "",
    rests_on: str = "",
    answers: Exchange | None = None,
) -> Exchange:
    """Begin a letter or message from one side to the other; a reply names what it answers.

    `rests_on` is a key of `grounds_of(case)`: the risk assessment or the choice for the ground.
    """
    check_may(by, Permission.MESSAGE_CARRY, case.service_id)
    sides = SIDES[Case.Roles(case.roles)]
    if from_file.case_id != case.pk or (answers and answers.to_side != from_file.side):
        raise Refused("A reply comes from the side that was written to.", field="kind")
    exchange = Exchange(
        service_id=case.service_id,
        case=case,
        kind=kind,
        from_side=from_file.side,
        to_side=next(side for side in sides if side != from_file.side),
        ground=ground,
        answers=answers,
        begun_by=by,
    )
    found = grounds_of(case).get(rests_on)
    if rests_on and found is None:
        raise Refused("There is no such ground on record.", field="rests_on")
    check_can_begin(case, exchange, found)
    exchange.full_clean(exclude=["case"])
    exchange.save()
    if found and ground:
        _rest_on(by, exchange, found)
    note(by, exchange, "begun", Act.COLLECTION, file=from_file)
    return exchange


def _rest_on(by: User, exchange: Exchange, found: Ground) -> None:
    basis = Basis(
        service_id=exchange.service_id,
        file_id=found.file_id,
        exchange=exchange,
        assessment=found.assessment,
        choice=found.choice,
        named_by=by,
    )
    basis.full_clean()
    basis.save()


@transaction.atomic
def write(
    *,
    by: User,
    exchange: Exchange,
    author: Participant,
    words: str,
    details: Mapping[str, object] | None = None,
    seen: str = "",
) -> Draft:
    """A new version. While one is being read it waits; what was sent back, or passed, can be written anew.

    Raises ChangedMeanwhile when somebody wrote another one since the page was opened, `seen` being the number of the
    last one then ("0" for none).
    """
    check_may(by, Permission.MESSAGE_CARRY, exchange.service_id)
    locked = lock(exchange)
    if author.case_id != locked.case_id or author.side != locked.from_side:
        raise Refused("It comes from somebody of the sender's side.", field="author")
    if locked.state not in {Exchange.State.WRITING, Exchange.State.PASSED}:
        raise Refused(f"This is {locked.get_state_display().lower()}; no new version can be written now.")
    if not words.strip():
        raise Refused("Write what it says.", field="words")
    last = Draft.objects.filter(exchange=locked).select_related("made_by").order_by("-number").first()
    if last and seen not in {"", str(last.number)} and words.strip() != last.words.strip():
        rows = [("What it says", words, last.words)]
        raise ChangedMeanwhile(last.made_by.name, rows, seen=str(last.number))
    draft = Draft(
        service_id=locked.service_id,
        file_id=author.file_id,
        exchange=locked,
        author=author,
        number=last.number + 1 if last else 1,
        words=words,
        made_by=by,
        **(details or {}),
    )
    draft.full_clean()
    draft.save()
    locked.state = Exchange.State.WRITING
    locked.save(update_fields=["state"])
    note(by, locked, "written", Act.COLLECTION, file=author.file)
    return draft


@transaction.atomic
def agree_to_words(*, by: User, draft: Draft, on: dt.date) -> Draft:
    """The sender agrees that exactly this is passed on (EX-049)."""
    check_may(by, Permission.MESSAGE_CARRY, draft.service_id)
    if on > timezone.localdate():
        raise Refused("This day has not come yet.", field="sender_agreed_on")
    draft = lock_draft(draft)
    draft.sender_agreed_on = on
    draft.save(update_fields=["sender_agreed_on"])
    note(by, draft.exchange, "agreed_by_sender", file=draft.file)
    return draft


@transaction.atomic
def hand_in(*, by: User, draft: Draft) -> Draft:
    """Give it to somebody else to read. A colleague who has the file gets the task, otherwise the coordinator."""
    check_may(by, Permission.MESSAGE_CARRY, draft.service_id)
    draft = lock_draft(draft)
    exchange = draft.exchange
    check_can_hand_in(draft)
    draft.handed_in_at, draft.handed_in_by = timezone.now(), by
    draft.save(update_fields=["handed_in_at", "handed_in_by"])
    exchange.state, exchange.handed_in_at = Exchange.State.VETTING, draft.handed_in_at
    exchange.save(update_fields=["state", "handed_in_at"])
    note(by, exchange, "handed_in", file=draft.file)
    readers = readers_of(draft.file, {by.pk, draft.made_by_id, draft.helped_by_id or 0})
    about = About(
        service=exchange.case.service,
        subject=f"exchange:{exchange.pk}",
        case=exchange.case,
        file=draft.file,
        owner=readers[0] if readers else None,
        link=page_of(exchange),
    )
    start_clock(by=by, name=TO_VET, about=about, role="" if readers else "coordinator")
    return draft


@transaction.atomic
def vet(
    *,
    by: User,
    draft: Draft,
    answers: Mapping[str, Answer],
    verdict: str,
    to_change: str = "",
) -> Draft:
    """Read it against the list and decide. Not passed while an answer on the list stands against it."""
    draft = lock_draft(draft)
    exchange = draft.exchange
    check_can_vet(draft, by)
    response = start_response(by=by, key=CHECKLIST, subject=f"draft:{draft.pk}", file=draft.file)
    effects = complete_response(by=by, response=response, answers=answers)
    against = [effect.words for effect in effects if effect.kind == EffectKind.BLOCKS]
    if verdict == Draft.Verdict.PASSED and against:
        raise Refused(f"It cannot go out like this: {' '.join(against)}", source=PROCESS, field="verdict")
    draft.checklist, draft.verdict, draft.to_change = response, verdict, to_change
    draft.misuse_possible = answers.get("misuse") == "yes"
    draft.vetted_by, draft.vetted_at = by, timezone.now()
    draft.full_clean()
    draft.save()
    passed = verdict == Draft.Verdict.PASSED
    exchange.state = Exchange.State.PASSED if passed else Exchange.State.WRITING
    exchange.save(update_fields=["state"])
    note(by, exchange, "passed" if passed else "sent_back", file=draft.file)
    stop_clock(by=by, name=TO_VET, subject=f"exchange:{exchange.pk}")
    if draft.handed_in_by:
        words = "may go out" if passed else "comes back with what to change"
        tell(
            user=draft.handed_in_by,
            service=exchange.case.service,
            words=f"{exchange.case.number}: what you handed in {words}.",
            link=page_of(exchange),
        )
    return draft
