"""Passing on to the host's offender-management record that there was contact, and nothing of the person harmed."""

import re

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Participant, Side
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.documents.rules import check_nothing_of_other_side
from amends.foundation.lib.refusal import Refused
from amends.foundation.people.models import Person
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.contact.models import Contact, HostPosting

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
    posting = HostPosting(
        service_id=contact.service_id, file_id=contact.file_id, contact=contact, summary=summary
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
        ),
        at=contact.at,
    )
    return posting


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
