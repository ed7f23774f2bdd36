"""Coding how a case ended, closing it, writing to both sides in the same words, and opening it again."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.actions import reach, take_step, undo_milestone
from amends.foundation.case.lifecycle import Milestone
from amends.foundation.case.models import Case, Participant
from amends.foundation.case.rules import reached
from amends.foundation.clock.actions import About, drop_clocks, start_clock
from amends.foundation.documents.actions import make_document
from amends.foundation.documents.models import Document
from amends.foundation.documents.worded import Paper
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import queue_message
from amends.foundation.messages.models import Message
from amends.foundation.messages.outgoing import Contents
from amends.foundation.messages.rules import address_of
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.agreement.rules import check_can_close
from amends.journey.allocation.rules import facilitators_of
from amends.journey.followup.actions.helping import keep_prompts
from amends.journey.followup.models import Closing
from amends.journey.followup.outcomes import outcomes
from amends.journey.followup.rules.calling import check_settled
from amends.journey.followup.rules.caring import check_cared_for
from amends.journey.followup.rules.closing import (
    LETTERS,
    Coded,
    check_can_code,
    closing_of,
    letter_subject,
    referrals_of,
    who_gets_a_letter,
)
from amends.journey.followup.rules.ways import check_judged, ways_of
from amends.journey.referral.actions.telling import note_ending

TELL_REFERRER = "referrer-outcome"


@transaction.atomic
def code_outcome(*, by: User, case: Case, coded: Coded) -> Closing:
    """Code how the case ends and why; an earlier code that was not closed with is replaced and kept.

    Raises Refused as `check_can_code` does. The trail of the case, which facilitators of one side may read, holds
    neither the outcome nor whose it was.
    """
    check_may(by, Permission.CASE_CLOSE, case.service_id)
    outcome = check_can_code(case, coded)
    ways = ways_of(case)
    Closing.objects.filter(case=case, replaced_at__isnull=True, reopened_at__isnull=True).update(
        replaced_at=timezone.now()
    )
    closing = Closing(
        service_id=case.service_id,
        case=case,
        outcome=outcome.key,
        reason=coded.reason,
        whose=coded.whose if outcome.asks_whose else "",
        may_be_told=coded.may_be_told and outcome.asks_whose,
        note=coded.note,
        planned_ways=ways.planned,
        used_ways=ways.used,
        why_another_way=coded.why_another_way.strip(),
        why_no_other_way=coded.why_no_other_way.strip(),
        coded_by=by,
    )
    closing.full_clean()
    closing.save()
    reach(by=by, case=case, milestone=Milestone.OUTCOME_CODED)
    record(by=by, act=Act.ALTERATION, what="case.outcome_coded", case=case, subject=closing.subject)
    return closing


@transaction.atomic
def close_case(*, by: User, case: Case, version: int | None = None) -> Case:
    """Close with the outcome that is coded; whatever still runs ends, and telling the referrer begins."""
    check_settled(case)
    check_cared_for(case)
    check_can_close(case)
    check_judged(case)
    closed = take_step(by=by, case=case, verb="close", version=version)
    drop_clocks(by=by, case=closed)
    keep_prompts(by=by, case=closed)
    Closing.objects.filter(case=closed, replaced_at__isnull=True, reopened_at__isnull=True).update(
        closed_at=closed.closed_at
    )
    if referrals_of(closed):
        link = reverse("followup:closing", args=[closed.number])
        about = About(service=closed.service, subject=f"case:{closed.pk}", case=closed, link=link)
        start_clock(by=by, name=TELL_REFERRER, about=about)
    return closed


@transaction.atomic
def write_closing_letters(*, by: User, case: Case) -> list[Message]:
    """Write to everybody who may be written to, each side in the same words; the letters wait to be posted.

    Raises Refused while no outcome is coded. Who wants no contact, or has no safe address, is left out.
    """
    check_may(by, Permission.CASE_CLOSE, case.service_id)
    closing = closing_of(case)
    if closing is None:
        raise Refused("How it ended is not coded yet.", opens="Choose the outcome first.")
    return [
        _post(by, closing, line.participant)
        for line in who_gets_a_letter(closing)
        if line.document is None and not line.why_not
    ]


def _post(by: User, closing: Closing, person: Participant) -> Message:
    document = _letter(by, closing, person)
    return queue_message(
        by=by,
        channel=Message.Channel.LETTER,
        to=person,
        contents=Contents(subject="We are closing our work with you", document=document),
        even_when_stopped=True,
    )


def _letter(by: User, closing: Closing, person: Participant) -> Document:
    known = person.person
    signed = [user.name for user in facilitators_of(closing.case)] or [by.name]
    context = {
        "to_name": known.full_name,
        "to_address": address_of(person, Message.Channel.LETTER),
        "greeting": known.known_as or known.full_name,
        "why": outcomes()[closing.outcome].letter,
        "why_easy": outcomes()[closing.outcome].letter_easy,
        "facilitator_name": " and ".join(signed),
    }
    paper = Paper(
        LETTERS[person.side],  # type: ignore[index]  # a Side, as every participant's
        context,
        subject=letter_subject(closing, person),
        names_allowed=signed,
    )
    return make_document(by=by, paper=paper, belongs_to=person.file, reader=person)


@transaction.atomic
def reopen_case(*, by: User, case: Case, because: str) -> Case:
    """Open a closed case again; how it had ended stays on record with the reason for opening it."""
    if not because.strip():
        raise Refused("Say why the case is opened again.", field="because")
    opened = take_step(by=by, case=case, verb="reopen")
    now = timezone.now()
    closed_with = Closing.objects.filter(case=opened, closed_at__isnull=False, reopened_at__isnull=True)
    closed_with.update(reopened_at=now, reopened_by=by, reopened_because=because.strip())
    drop_clocks(by=by, case=opened, only=(TELL_REFERRER,))
    if Milestone.REFERRER_TOLD in reached(opened):
        undo_milestone(by=by, case=opened, milestone=Milestone.REFERRER_TOLD, reason="opened again")
        for referral in referrals_of(opened):
            note_ending(by=by, referral=referral)
    return opened
