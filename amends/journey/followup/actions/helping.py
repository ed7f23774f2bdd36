"""Practical help with a promise, and asking somebody again who said “not now”."""

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Case, Participant
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.clock.rules import end_of
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.agreement.models import Point
from amends.journey.followup.models import Help, NotNow

HELP, AGAIN = "practical-help", "ask-again"


def _about(person: Participant, subject: str, owner: User | None = None) -> About:
    return About(
        service=person.case.service,
        subject=subject,
        case=person.case,
        file=person.file,
        owner=owner,
        link=reverse("followup:person", args=[person.pk]),
    )


@transaction.atomic
def promise_help(*, by: User, participant: Participant, point: Point, words: str, due: date) -> Help:
    """Somebody of us will help with this promise, by a day (PF-117)."""
    check_may(by, Permission.CONTACT_LOG, participant.service_id)
    if point.who is None or point.who.participant_id != participant.pk:
        raise Refused("They have not promised this themselves.", field="point")
    row = Help(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        point=point,
        words=words.strip(),
        due=due,
        given_by=by,
    )
    row.full_clean()
    row.save()
    subject = f"help:{row.pk}"
    record(by=by, act=Act.COLLECTION, what="help.promised", file=participant.file, subject=subject)
    end = end_of(due)
    start_clock(
        by=by, name=HELP, about=_about(participant, subject, by), at=min(timezone.now(), end), due=end
    )
    return row


@transaction.atomic
def note_help_given(*, by: User, help_: Help, on: date) -> Help:
    """It was done."""
    check_may(by, Permission.CONTACT_LOG, help_.service_id)
    if on > timezone.localdate():
        raise Refused("This day has not come yet.", field="on")
    help_.done_on = on
    help_.save(update_fields=["done_on"])
    subject = f"help:{help_.pk}"
    record(by=by, act=Act.ALTERATION, what="help.given", file=help_.file, subject=subject)
    stop_clock(by=by, name=HELP, subject=subject)
    return help_


@transaction.atomic
def note_not_now(
    *, by: User, participant: Participant, said_on: date, revisit_on: date | None = None, words: str = ""
) -> NotNow:
    """They said “not now”, which is no refusal. On the day they chose whoever has the case is prompted (PF-090)."""
    check_may(by, Permission.CONSENT_RECORD, participant.service_id)
    if said_on > timezone.localdate():
        raise Refused("This day has not come yet.", field="said_on")
    row = NotNow(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        said_on=said_on,
        revisit_on=revisit_on,
        words=words,
        noted_by=by,
    )
    row.full_clean()
    row.save()
    record(
        by=by, act=Act.COLLECTION, what="consent.not_now", file=participant.file, subject=f"notnow:{row.pk}"
    )
    prompt_again(by=by, row=row)
    return row


def prompt_again(*, by: User, row: NotNow) -> None:
    """The prompt for the day they chose; it also outlives the closing of the case."""
    if row.revisit_on is None or row.reopened_on:
        return
    due = end_of(row.revisit_on)
    about = _about(row.participant, f"notnow:{row.pk}")
    start_clock(by=by, name=AGAIN, about=about, at=min(timezone.now(), due), due=due)


def keep_prompts(*, by: User, case: Case) -> None:
    """After a case was closed and everything on it was ended: who said “not now” is still asked on their day."""
    waiting = NotNow.objects.filter(participant__case=case, reopened_on__isnull=True)
    for row in waiting.select_related("participant__case__service", "participant__file").order_by("pk"):
        prompt_again(by=by, row=row)


@transaction.atomic
def take_up_again(*, by: User, row: NotNow, who: str, on: date) -> NotNow:
    """The question is asked again. What they said then stays “not now”; what they say now is a new answer."""
    check_may(by, Permission.CONSENT_RECORD, row.service_id)
    if on > timezone.localdate():
        raise Refused("This day has not come yet.", field="on")
    row.reopened_on, row.reopened_who, row.reopened_by = on, who, by
    row.full_clean()
    row.save()
    subject = f"notnow:{row.pk}"
    record(by=by, act=Act.ALTERATION, what="consent.asked_again", file=row.file, subject=subject)
    stop_clock(by=by, name=AGAIN, subject=subject)
    return row
