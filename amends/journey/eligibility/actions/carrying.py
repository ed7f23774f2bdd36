"""Putting somebody from a referral onto the file of their side: details, numbers, and the stricter safe-contact card."""

from collections.abc import Sequence

from django.dispatch import Signal

from amends.foundation.access.models import User
from amends.foundation.case.models import CaseFile, Participant
from amends.foundation.people.actions import (
    add_contact_point,
    add_person,
    change_contact_point,
    change_person,
    set_safe_contact,
)
from amends.foundation.people.models import ContactPoint, Person, SafeContact
from amends.journey.eligibility.joined import Somebody, contacts_of, stricter, written_there
from amends.journey.eligibility.models import CarriedOver
from amends.journey.eligibility.models.opening import COPIED
from amends.journey.referral.matching import contact_key
from amends.journey.referral.models import ReferralPerson

# For later rooms: sent in the same transaction with `by` and `row`, the CarriedOver, when somebody is put on a file.
carried_over = Signal()
DETAILS = (
    "kind",
    "full_name",
    "known_as",
    "date_of_birth",
    "age_note",
    "under_18",
    "gender",
    "language",
    "interpreter_needed",
    "access_needs",
    "reference",
)
REFUSED = ReferralPerson.Consent.REFUSED


def put_on_file(*, by: User, file: CaseFile, who: Somebody, of: Participant | None = None) -> Participant:
    """A new participant on a side's file, with everything that any of the referrals said about them.

    Whoever has said no is known about but takes no part.
    """
    main = who.main
    person = add_person(
        by=by,
        file=file,
        details={name: getattr(main, name) for name in DETAILS},
        part=main.part,
        of=of,
        takes_part=main.takes_part and main.consent != REFUSED,
        appropriate_adult_needed=any(each.appropriate_adult_needed == "yes" for each in who.all),
    )
    for each in who.all:
        carry_over(by=by, participant=person.participant, people=[each])
    _add_appropriate_adult(by, file, who, person.participant)
    return person.participant


def carry_over(*, by: User, participant: Participant, people: Sequence[ReferralPerson]) -> None:
    """Add what these say about somebody who is on the file already; the stricter of every two rules stands."""
    _fill_gaps(by, participant.person, people)
    _add_contacts(by, participant, people)
    card = participant.safe_contact
    together = stricter([card, *people])
    changes = {name: value for name, value in together.items() if getattr(card, name) != value}
    if card.envelope_shows == SafeContact.Shows.RETURN and any(person.envelope.strip() for person in people):
        # What these say of the envelope has to be weighed first.
        changes["envelope_shows"] = SafeContact.Shows.NOT_ASKED
    if changes:
        participant.safe_contact = set_safe_contact(by=by, card=card, changes=changes)
    for person in people:
        row = CarriedOver(
            service_id=participant.service_id,
            file_id=participant.file_id,
            participant=participant,
            referral_id=person.referral_id,
            person=person,
            **{name: getattr(person, name) for name in COPIED},
        )
        if person.full_name != participant.person.full_name:
            row.note = "\n".join(filter(None, [row.note, written_there(person)]))
        row.full_clean()
        row.save()
        carried_over.send(CarriedOver, by=by, row=row)


def _fill_gaps(by: User, kept: Person, people: Sequence[ReferralPerson]) -> None:
    """What the file does not know yet; what it knows stays as it is."""
    gaps: dict[str, object] = {}
    for name in DETAILS:
        if getattr(kept, name) in {None, "", False, Person.Gender.NOT_STATED}:
            value = next(
                (getattr(p, name) for p in people if getattr(p, name) not in {None, "", False}), None
            )
            if value is not None and value != getattr(kept, name):
                gaps[name] = value
    if gaps:
        change_person(by=by, person=kept, details=gaps)


def _add_contacts(by: User, participant: Participant, people: Sequence[ReferralPerson]) -> None:
    points = list(participant.contact_points.all())
    known = {contact_key(point.kind, point.value): point for point in points}
    for contact in contacts_of(people):
        point = known.get(contact.match_key)
        if point is None:
            add_contact_point(
                by=by,
                participant=participant,
                kind=contact.kind,
                value=contact.value,
                is_safe=contact.is_safe,
                note=contact.note,
                rank=contact.rank,
            )
        elif point.is_safe and not contact.is_safe:
            change_contact_point(
                by=by, point=point, changes={"is_safe": False, "note": contact.note or point.note}
            )
    addresses = {
        contact_key("address", point.value) for point in points if point.kind == ContactPoint.Kind.ADDRESS
    }
    for person in people:
        if person.address and contact_key("address", person.address) not in addresses:
            add_contact_point(
                by=by, participant=participant, kind="address", value=person.address, postcode=person.postcode
            )
            addresses.add(contact_key("address", person.address))


def _add_appropriate_adult(by: User, file: CaseFile, who: Somebody, participant: Participant) -> None:
    """The adult named on the form, unless the referral names the same one as a person of its own."""
    adult = next((each for each in who.all if each.appropriate_adult_name), None)
    if adult is None:
        return
    name = adult.appropriate_adult_name
    named = ReferralPerson.objects.filter(referral=adult.referral, full_name__iexact=name.strip())
    if named.exists():
        return
    details: dict[str, object] = {"full_name": name}
    made = add_person(
        by=by, file=file, details=details, part=Participant.Part.APPROPRIATE_ADULT, of=participant
    ).participant
    if adult.appropriate_adult_telephone:
        add_contact_point(by=by, participant=made, kind="landline", value=adult.appropriate_adult_telephone)
    if adult.appropriate_adult_address:
        add_contact_point(by=by, participant=made, kind="address", value=adult.appropriate_adult_address)
