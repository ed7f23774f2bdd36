"""Who has a copy of the agreement: taken home from the meeting, or sent; and the office's own (EX-052, W8-355)."""

from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Participant
from amends.foundation.clock.actions import stop_clock
from amends.foundation.documents import actions as documents
from amends.foundation.documents.models import Copy, Document, Form
from amends.foundation.documents.reading import form_for
from amends.foundation.lib.refusal import Refused
from amends.journey.agreement.actions.drafting import COPIES, note
from amends.journey.agreement.models import OutcomeAgreement, Party
from amends.journey.agreement.rules import copies_missing

RESEND = "agreement-resent"


def document_of(agreement: OutcomeAgreement) -> Document | None:
    """The paper that everybody has, once the agreement is final."""
    return Document.objects.filter(subject=f"agreement:{agreement.pk}").order_by("-pk").first()


def form_wanted(party: Party) -> Form:
    """In which form this person is given the agreement: large print or easy read, where they have asked for it."""
    document = document_of(party.agreement)
    person = Participant.objects.filter(pk=party.participant_id).first()
    return form_for(document, person) if document else Form.STANDARD


@transaction.atomic
def give_copy(
    *, by: User, party: Party, on: date, how: str, at_meeting: bool = False, form: str = ""
) -> Party:
    """They have their copy. Whoever says later that it never came is sent another, which is noted here as well.

    `form` is one of `documents.Form`; where it is not said, the one they have asked for.
    Raises Refused unless whoever notes it may open that person's file: the other side's facilitator hands nothing over.
    """
    check_may(by, Permission.CONTACT_LOG, party.service_id)
    agreement = party.agreement
    document = document_of(agreement)
    if agreement.state != OutcomeAgreement.State.FINAL or document is None:
        raise Refused("There is no final agreement to give them.", opens="Make it final first.")
    if on > timezone.localdate():
        raise Refused("This day has not come yet.", field="on")
    if on < agreement.made_on:
        raise Refused("This is before the day of the agreement.", field="on")
    if at_meeting and (on != agreement.made_on or how != Copy.How.BY_HAND):
        raise Refused("At the meeting it is handed over, on that day.", field="on")
    person = Participant.objects.filter(pk=party.participant_id).first()
    if person is None:
        raise Refused("Their own facilitator notes this.", source="Each side has a file of its own")
    at = timezone.make_aware(datetime.combine(on, time(12)))
    documents.give_copy(
        by=by, document=document, how=how, participant=person, at=at, form=form, from_table=at_meeting
    )
    party.copy_on, party.copy_at_meeting = on, at_meeting
    party.full_clean(exclude=["participant", "case"])
    party.save(update_fields=["copy_on", "copy_at_meeting"])
    return party


@transaction.atomic
def note_copy(copy: Copy) -> None:
    """Somebody was given the final agreement, here or from the print queue: nobody has to note it a second time."""
    by, final = copy.given_by, OutcomeAgreement.State.FINAL
    found = Party.objects.filter(participant=copy.participant_id, agreement__state=final)
    party = found.select_related("agreement__case__service").first()
    if party is None or copy.document.subject != f"agreement:{party.agreement_id}":
        return
    party.copy_on, party.copy_at_meeting = timezone.localdate(copy.given_at), False
    party.save(update_fields=["copy_on", "copy_at_meeting"])
    note(by, party.agreement, "copy_given", f"party:{party.pk}")
    stop_clock(by=by, name=RESEND, subject=f"participant:{party.participant_id}")
    settle_copies(by, party.agreement)


@transaction.atomic
def note_office_copy(*, by: User, agreement: OutcomeAgreement, on: date) -> OutcomeAgreement:
    """The office has its own copy."""
    check_may(by, Permission.CONTACT_LOG, agreement.service_id)
    if agreement.state != OutcomeAgreement.State.FINAL:
        raise Refused("There is no final agreement yet.", opens="Make it final first.")
    if not agreement.made_on <= on <= timezone.localdate():
        raise Refused("It must be a day between the agreement and today.", field="on")
    agreement.office_copy_on = on
    agreement.save(update_fields=["office_copy_on"])
    note(by, agreement, "office_copy")
    settle_copies(by, agreement)
    return agreement


def settle_copies(by: User, agreement: OutcomeAgreement) -> None:
    """The limit ends when nobody is without a copy."""
    if not copies_missing(agreement.case):
        stop_clock(by=by, name=COPIES, subject=f"agreement:{agreement.pk}")
