"""Appointments: made, put into a letter, and settled when the day has come."""

from datetime import datetime
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.programs import as_clockwork
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Participant
from amends.foundation.case.rules import check_is_live
from amends.foundation.documents.actions import make_document
from amends.foundation.documents.models import Document
from amends.foundation.documents.worded import Paper
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.models import Message
from amends.foundation.messages.rules import address_of
from amends.foundation.people.ages import check_written_to_themselves
from amends.foundation.people.models import SafeContact
from amends.foundation.people.rules import check_channel
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.allocation.rules import check_enough_for_visit
from amends.journey.consent.rules import (
    check_condition_agreed,
    check_may_contact,
    check_member_agreed,
    had_stopped,
)
from amends.journey.contact.models import Appointment
from amends.journey.contact.rules.may_log import CHANNEL, FIELD_WORK
from amends.journey.contact.rules.safety import IN_PERSON, check_can_book_visit
from amends.journey.contact.signals import appointment_settled
from amends.journey.risk.rules.pausing import check_not_held
from amends.journey.safeguarding.rules.children import (
    addressee,
    check_adults_of_child,
    check_contact_permitted,
)


class Details(TypedDict, total=False):
    """Optional parts of an appointment."""

    minutes: int
    place_kind: str
    place: str
    also_there: str
    is_statutory: bool


@transaction.atomic
def make_appointment(
    *,
    by: User,
    participant: Participant,
    at: datetime,
    kind: str,
    with_user: User,
    **details: Unpack[Details],
) -> Appointment:
    """Put the next appointment into the diary. A visit needs two facilitators and a way that is safe (EX-042).

    Refused before everybody who goes has read what they must know (EX-040), on an assessment that no longer holds, and
    while the case is held.
    """
    check_may(by, Permission.CONTACT_LOG, participant.service_id)
    check_is_live(participant.case)
    if at <= timezone.now():
        raise Refused("An appointment lies in the future.", field="at")
    check_may_contact(participant)
    check_member_agreed(participant)
    check_condition_agreed(participant)
    check_adults_of_child(participant, timezone.localtime(at).date())
    check_contact_permitted(participant, timezone.localtime(at).date())
    check_not_held(participant.case)
    if kind in FIELD_WORK:
        check_enough_for_visit(participant)
    if kind in IN_PERSON:
        check_can_book_visit(participant, with_user, details.get("place_kind", ""))
    channel = CHANNEL.get(Appointment.Kind(kind))
    if channel:
        whose = addressee(participant, timezone.localtime(at).date())
        check_channel(SafeContact.objects.filter(participant=whose).first(), channel, at)
    appointment = Appointment(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        at=at,
        kind=kind,
        with_user=with_user,
        made_by=by,
        **details,
    )
    appointment.full_clean()
    appointment.save()
    subject = f"appointment:{appointment.pk}"
    record(by=by, act=Act.COLLECTION, what="appointment.made", file=participant.file, subject=subject)
    return appointment


@transaction.atomic
def settle_appointment(*, by: User, appointment: Appointment, kept: str) -> Appointment:
    """Say what became of an appointment: kept, missed, called off."""
    check_may(by, Permission.CONTACT_LOG, appointment.service_id)
    if kept not in Appointment.Kept.values:
        raise Refused("Say what became of it.", field="kept")
    if kept != Appointment.Kept.CANCELLED and appointment.at > timezone.now():
        raise Refused("It lies in the future: it can only be called off.", field="kept")
    if kept == Appointment.Kept.MISSED and had_stopped(appointment.participant, appointment.at):
        raise Refused(
            "They had stopped before that, so nobody missed anything.",
            source="HMPPS framework 6.20",
            opens="Note that it was called off.",
            field="kept",
        )
    appointment.kept = kept
    appointment.save(update_fields=["kept"])
    subject = f"appointment:{appointment.pk}"
    record(by=by, act=Act.ALTERATION, what=f"appointment.{kept}", file=appointment.file, subject=subject)
    appointment_settled.send(Appointment, by=by, appointment=appointment)
    return appointment


@transaction.atomic
def call_off_all(*, by: User, participant: Participant) -> int:
    """Call off everything in the diary with somebody who has stopped (EX-036). Returns how many appointments."""
    ahead = Appointment.objects.filter(participant=participant, kept="", at__gt=timezone.now())
    with as_clockwork(participant.case.service):
        count = ahead.update(kept=Appointment.Kept.CANCELLED)
    if count:
        record(
            by=by,
            act=Act.ALTERATION,
            what="appointment.cancelled",
            file=participant.file,
            subject=f"participant:{participant.pk}",
            details={"count": count},
        )
    return count


@transaction.atomic
def appointment_letter(*, by: User, participant: Participant) -> Document:
    """The letter with the next appointment at an office. Refused while there is none (W8-266).

    What follows from staying away is said only where the appointment is part of an order.
    """
    check_may(by, Permission.CONTACT_LOG, participant.service_id)
    appointment, context = words_of_appointment(participant)
    return make_document(
        by=by,
        paper=Paper("appointment-letter", context, subject=f"appointment:{appointment.pk}"),
        belongs_to=participant.file,
        reader=participant,
    )


def words_of_appointment(participant: Participant) -> tuple[Appointment, dict[str, object]]:
    """The next appointment at a place, and what its letter says. Refused while there is none, or letters are not safe."""
    upcoming = Appointment.objects.filter(participant=participant, kept="", at__gt=timezone.now()).exclude(
        place=""
    )
    appointment = upcoming.select_related("with_user").order_by("at").first()
    if appointment is None:
        raise Refused(
            "There is no appointment with a place, day and time yet.",
            source="Wait 'til Eight section 6 para 4.1",
            opens="Put it into the diary first.",
        )
    check_written_to_themselves(participant.person, timezone.localdate())
    check_channel(SafeContact.objects.filter(participant=participant).first(), "letter")
    person = participant.person
    local = timezone.localtime(appointment.at)
    return appointment, {
        "to_name": person.full_name,
        "to_address": address_of(participant, Message.Channel.LETTER),
        "greeting": person.known_as or person.full_name,
        "office": appointment.place,
        "day": local.date(),
        "time": local.time(),
        "facilitator_name": appointment.with_user.name,
        "facilitator_telephone": appointment.with_user.telephone,
        "officer_name": appointment.also_there,
        "statutory": appointment.is_statutory,
    }
