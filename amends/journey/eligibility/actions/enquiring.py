"""Asking agencies for information about somebody in a case, chasing them, and writing down what came back."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import Agency, Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.actions import reach
from amends.foundation.case.guards import check_may_share
from amends.foundation.case.lifecycle import Milestone
from amends.foundation.case.models import Participant
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.clock.models import Clock
from amends.foundation.clock.rules import end_of
from amends.foundation.clock.working_days import add_working_days
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import queue_message
from amends.foundation.messages.models import Message
from amends.foundation.messages.outgoing import Contents, Outside
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.eligibility.actions.answered import enquiry_answered
from amends.journey.eligibility.enquiry_rules import check_can_ask, check_ground, referral_of
from amends.journey.eligibility.models import Chase, Enquiry
from amends.journey.referral.actions import state_facts
from amends.journey.referral.models import ReferralFact
from amends.service.sharing.rules import terms_of

REPLY_CLOCK = "information-request-reply"
FALLBACK_CLOCK = "no-answer-fallback"
NO_NAMES = "This message names nobody, because e-mail can be read by others."


@transaction.atomic
def ask_agency(
    *,
    by: User,
    participant: Participant,
    agency: Agency,
    items: Sequence[str],
    words: str,
    ground: str,
    ground_words: str = "",
    sent_at: datetime | None = None,
) -> Enquiry:
    """Ask a body about one person, on a stated ground; its time to answer begins, and the case knows that it waits."""
    check_can_ask(by, participant, agency)
    check_ground(participant, agency, ground, ground_words)
    check_may_share(participant, agency.kind, ground)
    enquiry = Enquiry(
        service_id=participant.service_id,
        file_id=participant.file_id,
        case=participant.case,
        participant=participant,
        agency=agency,
        items=list(items),
        words=words.strip(),
        ground=ground,
        ground_words=ground_words.strip(),
        sent_at=sent_at or timezone.now(),
        sent_by=by,
    )
    enquiry.full_clean()
    enquiry.save()
    _note(by, enquiry, Act.DISCLOSURE, "enquiry.sent")
    about = About(
        service=participant.case.service,
        case=participant.case,
        file=participant.file,
        subject=enquiry.subject,
        link=reverse("eligibility:enquiry", args=[participant.case.number, enquiry.pk]),
        owner=by,
        agency=agency,
    )
    start_clock(
        by=by,
        name=REPLY_CLOCK,
        about=about,
        at=enquiry.sent_at,
        title=f"Reply from {agency.name}"[:160],
        due=_agreed_day(enquiry),
    )
    reach(by=by, case=participant.case, milestone=Milestone.INFORMATION_ASKED, at=enquiry.sent_at)
    _tell(by, enquiry, f"We have asked you for information about our case {participant.case.number}.")
    return enquiry


@transaction.atomic
def chase_agency(*, by: User, enquiry: Enquiry, words: str = "") -> Chase:
    """Ask again. The clock runs on: the delay is the agency's and stays visible."""
    check_may(by, Permission.ENQUIRY_SEND, enquiry.service_id)
    _check_open(enquiry)
    chase = Chase(service_id=enquiry.service_id, file_id=enquiry.file_id, enquiry=enquiry, by=by, words=words)
    chase.full_clean(exclude=["at"])
    chase.save()
    _note(by, enquiry, Act.DISCLOSURE, "enquiry.chased")
    _tell(by, enquiry, f"We are still waiting for your reply about our case {enquiry.case.number}.")
    return chase


@transaction.atomic
def record_reply(
    *,
    by: User,
    enquiry: Enquiry,
    reply: str = "",
    source: str = "",
    nothing_known: bool = False,
    facts: Mapping[str, Any] | None = None,
    received_at: datetime | None = None,
) -> Enquiry:
    """Write down what came back; `facts` it settles stand beside what the referrer said (EX-138)."""
    check_may(by, Permission.ENQUIRY_SEND, enquiry.service_id)
    _check_open(enquiry)
    enquiry.replied_at, enquiry.recorded_by = received_at or timezone.now(), by
    enquiry.reply, enquiry.source, enquiry.nothing_known = reply.strip(), source, nothing_known
    if enquiry.replied_at < enquiry.sent_at:
        raise Refused("The reply cannot have come before the question.", field="received_at")
    enquiry.full_clean()
    enquiry.save()
    _note(by, enquiry, Act.COLLECTION, "enquiry.answered")
    stop_clock(by=by, name=REPLY_CLOCK, subject=enquiry.subject, at=enquiry.replied_at)
    stop_clock(by=by, name=FALLBACK_CLOCK, subject=enquiry.subject, dropped=True)
    referral = referral_of(enquiry.case)
    if facts and referral:
        note_text = f"{enquiry.agency.name}, enquiry {enquiry.pk}"
        state_facts(
            by=by, referral=referral, facts=facts, said_by=ReferralFact.SaidBy.AGENCY, note_text=note_text
        )
    if not enquiry.nothing_known:
        enquiry_answered.send(sender=Enquiry, enquiry=enquiry, by=by)
    return enquiry


@transaction.atomic
def give_up_waiting(*, by: User, enquiry: Enquiry, because: str) -> Enquiry:
    """No longer wait for this one, with the reason."""
    check_may(by, Permission.ENQUIRY_SEND, enquiry.service_id)
    _check_open(enquiry)
    if not because.strip():
        raise Refused("Say why you no longer wait for it.", field="because")
    enquiry.given_up_at, enquiry.given_up_because = timezone.now(), because.strip()
    enquiry.full_clean()
    enquiry.save()
    _note(by, enquiry, Act.ALTERATION, "enquiry.given_up")
    stop_clock(by=by, name=REPLY_CLOCK, subject=enquiry.subject, dropped=True)
    stop_clock(by=by, name=FALLBACK_CLOCK, subject=enquiry.subject, dropped=True)
    return enquiry


def start_fallbacks(*, by: User, service: Service) -> int:
    """Where a body is late, begin what was agreed for that: a task that says what waits and what is done instead.

    Returns how many were begun (Wait 'til Eight section 4 para 2).
    """
    late = Clock.objects.filter(
        service=service, name=REPLY_CLOCK, stopped_at__isnull=True, due_at__lt=timezone.now()
    ).select_related("case", "file")
    begun = set(Clock.objects.filter(service=service, name=FALLBACK_CLOCK).values_list("subject", flat=True))
    waiting = {clock.subject: clock for clock in late if clock.subject not in begun}
    keys = [int(subject.partition(":")[2]) for subject in waiting]
    rows = Enquiry.objects.filter(pk__in=keys, agency__sharing_terms__isnull=False)
    for enquiry in rows.select_related("agency__sharing_terms"):
        terms, clock = enquiry.agency.sharing_terms, waiting[enquiry.subject]
        about = About(
            service=service,
            case=clock.case,
            file=clock.file,
            subject=enquiry.subject,
            link=clock.link,
            owner=clock.owner,
        )
        title = f"{terms.consequence} Instead: {terms.fallback}"
        start_clock(by=by, name=FALLBACK_CLOCK, about=about, title=title[:160])
    return len(rows)


@transaction.atomic
def fallback_done(*, by: User, enquiry: Enquiry) -> Clock | None:
    """What was agreed for a missing answer has been done; None where nothing had been begun."""
    check_may(by, Permission.ENQUIRY_SEND, enquiry.service_id)
    return stop_clock(by=by, name=FALLBACK_CLOCK, subject=enquiry.subject)


def _agreed_day(enquiry: Enquiry) -> datetime | None:
    """The end of the day by which the body has promised to answer; None where nothing was agreed (W8-166)."""
    terms = terms_of(enquiry.agency)
    if terms is None:
        return None
    return end_of(add_working_days(timezone.localtime(enquiry.sent_at).date(), terms.reply_days))


def _check_open(enquiry: Enquiry) -> None:
    if not enquiry.is_open:
        raise Refused("Nobody waits for this one any more.")


def _note(by: User, enquiry: Enquiry, act: Act, what: str) -> None:
    record(
        by=by,
        act=act,
        what=what,
        file=enquiry.file,
        subject=enquiry.subject,
        recipient=enquiry.agency.name if act == Act.DISCLOSURE else "",
        details={"items": list(enquiry.items), "ground": enquiry.ground},
    )


def _tell(by: User, enquiry: Enquiry, words: str) -> None:
    """A line by e-mail that says no name; what is asked goes by secure mail or telephone, as it was written down."""
    if not enquiry.agency.email:
        return
    service = enquiry.case.service
    queue_message(
        by=by,
        channel=Message.Channel.EMAIL,
        to=Outside(enquiry.agency.email, enquiry.agency.name),
        contents=Contents(
            subject=f"Request for information, {enquiry.case.number}",
            body=f"{words}\n\n{NO_NAMES}\n\n{service.name}, {service.telephone}",
        ),
        belongs_to=enquiry.file,
        subject_key=enquiry.subject,
    )
