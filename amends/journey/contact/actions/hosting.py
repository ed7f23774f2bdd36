"""Passing on to the host's offender-management record that there was contact, and nothing of the person harmed."""

import re
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Participant, Side
from amends.foundation.clock.actions import About, hand_over, start_clock, stop_clock
from amends.foundation.clock.models import Clock
from amends.foundation.documents.rules import check_nothing_of_other_side
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import tell
from amends.foundation.people.models import Person
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.contact.models import AccuracyCheck, Contact, HostAccess, HostPosting
from amends.journey.contact.rules.hosting import MISSING, check_can_arrange, host_access_of, is_arranged

# Services whose people are under probation or in prison, where the host keeps a record of its own.
WITH_A_HOST = ("noms-", "hmpps-")
SHORTEST_NAME = 3


def has_host(participant: Participant) -> bool:
    """Whether contacts with this person go to a host's record."""
    return participant.side == Side.RESPONSIBLE and participant.case.profile.startswith(WITH_A_HOST)


def await_posting(*, by: User, contact: Contact) -> HostPosting | None:
    """Put a contact with a person responsible on the transfer list; the summary says no more than that it was."""
    participant = contact.participant
    if not has_host(participant) or participant.part != Participant.Part.PRINCIPAL:
        return None
    summary = (
        f"{contact.get_kind_display()}: {contact.get_result_display().lower()}. {contact.minutes} minutes."
    )
    worker = contact.logged_by
    access = host_access_of(worker, contact.service_id)
    posting = HostPosting(
        service_id=contact.service_id,
        file_id=contact.file_id,
        contact=contact,
        summary=summary,
        inputter=access.inputter if access else None,
    )
    posting.full_clean()
    posting.save()
    case = participant.case
    start_clock(
        by=by,
        name="host-record",
        about=About(
            service=case.service,
            subject=f"contact:{contact.pk}",
            reference=case.number,
            link=reverse("contact:transfers"),
            case=case,
            file=contact.file,
            owner=worker if access and access.direct else posting.inputter,
        ),
        at=contact.at,
    )
    if not is_arranged(access):
        tell(
            user=worker,
            service=case.service,
            words=f"{case.number}: {MISSING}",
            link=reverse("contact:transfers"),
        )
    return posting


@transaction.atomic
def arrange_entry(
    *, by: User, service: Service, user: User, direct: bool, inputter: User | None
) -> HostAccess:
    """Note whether somebody enters contacts into the host's record themselves, or who types them in for them (W8-372).

    What waits already goes to whoever types it in from now on.
    """
    check_may(by, Permission.WORKFORCE_MANAGE, service)
    check_can_arrange(user, inputter, direct=direct)
    values = {"direct": direct, "inputter": inputter, "set_by": by, "set_at": timezone.now()}
    row, _ = HostAccess.objects.update_or_create(service=service, user=user, defaults=values)
    row.full_clean()
    waiting = HostPosting.objects.filter(service=service, posted_at__isnull=True, contact__logged_by=user)
    waiting.update(inputter=inputter)
    owner = user if direct else inputter
    for posting in waiting:
        subject = f"contact:{posting.contact_id}"
        running = Clock.objects.filter(name="host-record", subject=subject, stopped_at__isnull=True).first()
        if running and owner:
            hand_over(by=by, clock=running, to=owner)
    record(
        by=by,
        act=Act.ALTERATION,
        what="host_access.arranged",
        service_id=service.pk,
        subject=f"user:{user.pk}",
        details={"direct": direct, "inputter": inputter.pk if inputter else None},
    )
    return row


@transaction.atomic
def note_accuracy(
    *, by: User, service: Service, checked_on: date, sample: int, wrong: int, put_right: str
) -> AccuracyCheck:
    """Note that entries in the host's record were compared with ours, and when that is done again."""
    check_may(by, Permission.WORKFORCE_MANAGE, service)
    row = AccuracyCheck(
        service=service, checked_on=checked_on, sample=sample, wrong=wrong, put_right=put_right, by=by
    )
    row.full_clean()
    row.save()
    subject = f"service:{service.pk}"
    stop_clock(by=by, name="host-accuracy", subject=subject)
    about = About(service=service, subject=subject, link=reverse("contact:accuracy"))
    start_clock(by=by, name="host-accuracy", about=about)
    record(
        by=by,
        act=Act.COLLECTION,
        what="host_record.checked",
        service_id=service.pk,
        details={"sample": sample, "wrong": wrong},
    )
    return row


def check_names_nobody(summary: str, participant: Participant) -> None:
    """Refuse even a first name of somebody on the other side: the host's record is read by many (W8-318)."""
    others = Person.objects.filter(participant__case=participant.case_id).exclude(file=participant.file_id)
    names = {
        word.lower()
        for full, known in others.values_list("full_name", "known_as")
        for word in f"{full} {known}".split()
        if len(word) >= SHORTEST_NAME
    }
    if names & set(re.findall(r"\w+", summary.lower())):
        raise Refused(
            "It names somebody of the other side.",
            source="Wait 'til Eight section 8 para 3.1",
            opens="Take the name out: the case itself stays here.",
            field="summary",
        )


@transaction.atomic
def post_to_host(*, by: User, posting: HostPosting, summary: str) -> HostPosting:
    """Note that the summary is in the host's record. Refused while it holds anything of the other side."""
    check_may(by, Permission.CONTACT_LOG, posting.service_id)
    if posting.posted_at:
        raise Refused("This is already in the host's record.")
    participant = posting.contact.participant
    check_names_nobody(summary, participant)
    check_nothing_of_other_side(summary, participant.case, participant.side)
    posting.summary, posting.posted_at, posting.posted_by = summary, timezone.now(), by
    posting.full_clean()
    posting.save()
    subject = f"contact:{posting.contact_id}"
    stop_clock(by=by, name="host-record", subject=subject)
    record(
        by=by,
        act=Act.DISCLOSURE,
        what="contact.posted_to_host",
        file=posting.file,
        subject=subject,
        recipient="host record",
    )
    return posting
