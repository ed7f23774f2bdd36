"""Asking for papers about the person responsible, chasing them, keeping them and passing them on."""

from datetime import date

from django.core.files.base import File
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Participant
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.documents.actions import attach
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import tell
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.allocation.rules import standing_facilitators
from amends.journey.court.actions.reporting import morning_of
from amends.journey.court.models import WantedPaper
from amends.journey.court.rules.papers import SOURCE, paper_kinds

CLOCK = "paper-outstanding"


@transaction.atomic
def want_papers(*, by: User, participant: Participant, asked_on: date | None = None) -> list[WantedPaper]:
    """Begin the list: every paper on it counts as asked for from that day, and is chased until it is there."""
    check_may(by, Permission.PARTICIPANT_EDIT, participant.service_id)
    day = asked_on or timezone.localdate()
    known = set(WantedPaper.objects.filter(participant=participant).values_list("kind", flat=True))
    made = []
    for kind in paper_kinds().values():
        if kind.key in known:
            continue
        paper = WantedPaper(
            service_id=participant.service_id,
            file=participant.file,
            participant=participant,
            kind=kind.key,
            asked_on=day,
        )
        paper.full_clean()
        paper.save()
        title = f"Chase: {kind.title[0].lower()}{kind.title[1:]}"
        start_clock(by=by, name=CLOCK, about=_about(paper), at=morning_of(day), title=title[:160])
        made.append(paper)
    if made:
        _note(by, participant, Act.COLLECTION, "papers.asked_for")
    return made


def _about(paper: WantedPaper) -> About:
    person = paper.participant
    return About(
        service=person.case.service,
        subject=paper.subject,
        case=person.case,
        file=person.file,
        link=reverse("court:papers", args=[person.pk]),
        waiting_for=paper_kinds()[paper.kind].from_whom,
    )


@transaction.atomic
def chase(*, by: User, paper: WantedPaper) -> None:
    """It was asked for again today."""
    _check_open(by, paper)
    paper.chased_on = timezone.localdate()
    paper.save(update_fields=["chased_on"])
    _note(by, paper.participant, Act.ALTERATION, "papers.chased")


@transaction.atomic
def receive(
    *,
    by: User,
    paper: WantedPaper,
    received_on: date,
    upload: "File[bytes] | None" = None,
    kept_at: str = "",
) -> None:
    """It is there: scanned on to the responsible side's file, which the other side never sees, or kept on paper."""
    _check_open(by, paper)
    if received_on > timezone.localdate():
        raise Refused("This day has not come yet.", field="received_on")
    if upload:
        paper.attachment = attach(
            by=by,
            upload=upload,
            belongs_to=paper.participant.file,
            subject=f"participant:{paper.participant_id}",
        )
    paper.received_on, paper.kept_at = received_on, kept_at
    paper.full_clean()
    paper.save()
    stop_clock(by=by, name=CLOCK, subject=paper.subject)
    _note(by, paper.participant, Act.COLLECTION, "papers.received")


@transaction.atomic
def give_up(*, by: User, paper: WantedPaper, why: str) -> None:
    """It will not come, and why."""
    _check_open(by, paper)
    paper.why_not = why
    paper.full_clean()
    paper.save()
    stop_clock(by=by, name=CLOCK, subject=paper.subject, dropped=True)
    _note(by, paper.participant, Act.ALTERATION, "papers.given_up")


@transaction.atomic
def pass_on(*, by: User, paper: WantedPaper) -> None:
    """The facilitators have been given it today; they are told."""
    check_may(by, Permission.ENQUIRY_SEND, paper.service_id)
    if paper.received_on is None or paper.passed_on:
        raise Refused("Only what has arrived is passed on, and once.", source=SOURCE)
    paper.passed_on, paper.passed_by = timezone.localdate(), by
    paper.full_clean()
    paper.save()
    case = paper.participant.case
    _note(by, paper.participant, Act.DISCLOSURE, "papers.passed_on")
    for user in standing_facilitators(case).all():
        words = f"A paper for {case.number} was passed on to you."
        tell(user=user, service=case.service, words=words, link=_about(paper).link)


def _check_open(by: User, paper: WantedPaper) -> None:
    check_may(by, Permission.ENQUIRY_SEND, paper.service_id)
    if not paper.is_outstanding:
        raise Refused("This paper is not outstanding any more.", source=SOURCE)


def _note(by: User, participant: Participant, act: Act, what: str) -> None:
    recipient = "facilitators" if act is Act.DISCLOSURE else ""
    record(
        by=by,
        act=act,
        what=what,
        file=participant.file,
        subject=f"participant:{participant.pk}",
        recipient=recipient,
    )
