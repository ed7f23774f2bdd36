"""Writing down who somebody is and how they may be reached."""

from collections.abc import Mapping
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.actions import add_participant
from amends.foundation.case.models import CaseFile, Participant
from amends.foundation.lib.refusal import ChangedMeanwhile
from amends.foundation.lib.seen import check_seen, differences
from amends.foundation.people.models import ContactPoint, Person, SafeContact
from amends.foundation.people.rules import initials_of
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act


@transaction.atomic
def add_person(
    *,
    by: User,
    file: CaseFile,
    details: Mapping[str, object],
    part: str = Participant.Part.PRINCIPAL,
    of: Participant | None = None,
    takes_part: bool = True,
    appropriate_adult_needed: bool = False,
) -> Person:
    """Put a person on a side's file with an empty safe-contact card. `details` are fields of Person."""
    participant = add_participant(
        by=by,
        file=file,
        initials=initials_of(str(details["full_name"])),
        part=part,
        of=of,
        takes_part=takes_part,
        appropriate_adult_needed=appropriate_adult_needed,
    )
    person = Person(service_id=file.service_id, file=file, participant=participant, **details)
    person.full_clean()
    person.save()
    SafeContact.objects.create(service_id=file.service_id, file=file, participant=participant)
    return person


@transaction.atomic
def change_person(*, by: User, person: Person, details: Mapping[str, object], seen: str = "") -> Person:
    """Correct what is known about somebody. Raises ChangedMeanwhile when somebody else did since `seen` was shown."""
    check_may(by, Permission.PARTICIPANT_EDIT, person.service_id)
    check_seen(Person.objects.select_for_update(of=("self",)).get(pk=person.pk), details, seen)
    for name, value in details.items():
        setattr(person, name, value)
    person.full_clean()
    person.save()
    subject = f"participant:{person.participant_id}"
    record(
        by=by,
        act=Act.ALTERATION,
        what="person.changed",
        file=person.file,
        subject=subject,
        details={"fields": sorted(details)},
    )
    return person


class ContactPointDetails(TypedDict, total=False):
    """Optional parts of a contact point."""

    postcode: str
    is_safe: bool
    note: str
    rank: int


@transaction.atomic
def add_contact_point(
    *, by: User, participant: Participant, kind: str, value: str, **more: Unpack[ContactPointDetails]
) -> ContactPoint:
    """Put a number, e-mail or address on a participant's card."""
    check_may(by, Permission.PARTICIPANT_EDIT, participant.service_id)
    point = ContactPoint(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        kind=kind,
        value=value,
        **more,
    )
    point.full_clean()
    point.save()
    subject = f"participant:{participant.pk}"
    record(by=by, act=Act.COLLECTION, what="contact_point.added", file=participant.file, subject=subject)
    return point


@transaction.atomic
def change_contact_point(*, by: User, point: ContactPoint, changes: Mapping[str, object]) -> ContactPoint:
    """Correct a number or address, or say that it may no longer be used."""
    check_may(by, Permission.PARTICIPANT_EDIT, point.service_id)
    for name, value in changes.items():
        setattr(point, name, value)
    point.full_clean()
    point.save()
    record(
        by=by,
        act=Act.ALTERATION,
        what="contact_point.changed",
        file=point.file,
        subject=f"participant:{point.participant_id}",
        details={"fields": sorted(changes)},
    )
    return point


@transaction.atomic
def set_safe_contact(
    *, by: User, card: SafeContact, changes: Mapping[str, object], version: int | None = None
) -> SafeContact:
    """Change the safe-contact card. Raises ChangedMeanwhile when somebody else saved it since `version`."""
    check_may(by, Permission.PARTICIPANT_EDIT, card.service_id)
    current = SafeContact.objects.select_for_update().get(pk=card.pk)
    if version is not None and current.version != version:
        by_whom = current.checked_by.name if current.checked_by else "Somebody"
        raise ChangedMeanwhile(by_whom, differences(current, changes), seen=str(current.version))
    for name, value in changes.items():
        setattr(current, name, value)
    current.checked_at, current.checked_by, current.version = timezone.now(), by, current.version + 1
    current.full_clean()
    current.save()
    subject = f"participant:{current.participant_id}"
    record(
        by=by,
        act=Act.ALTERATION,
        what="safe_contact.changed",
        file=current.file,
        subject=subject,
        details={"fields": sorted(changes)},
    )
    return current


OF_A_PERSON = [
    field.name
    for field in Person._meta.concrete_fields
    if not field.primary_key and field.name not in {"service", "file", "participant"}
]
OF_A_CARD = {"id", "service", "file", "participant", "version", "checked_at", "checked_by"}


@transaction.atomic
def copy_person(
    *, by: User, participant: Participant, file: CaseFile, takes_details_away: bool = False
) -> Participant:
    """Put somebody of one case onto a file of another: who they are, and how to reach them safely.

    With `takes_details_away` their numbers and addresses leave the file they were on.
    """
    known = participant.person
    made = add_person(
        by=by,
        file=file,
        details={name: getattr(known, name) for name in OF_A_PERSON},
        part=participant.part,
        takes_part=participant.takes_part,
        appropriate_adult_needed=participant.appropriate_adult_needed,
    ).participant
    card = participant.safe_contact
    names = [f.name for f in SafeContact._meta.concrete_fields if f.name not in OF_A_CARD]
    set_safe_contact(by=by, card=made.safe_contact, changes={name: getattr(card, name) for name in names})
    for point in participant.contact_points.order_by("pk"):
        kept = {
            name: getattr(point, name) for name in ("kind", "value", "postcode", "is_safe", "note", "rank")
        }
        add_contact_point(by=by, participant=made, **kept)
    if takes_details_away:
        participant.contact_points.all().delete()
        record(
            by=by,
            act=Act.ALTERATION,
            what="contact_point.moved",
            file=participant.file,
            subject=f"participant:{participant.pk}",
        )
    return made
