"""The request to the police for how to reach the people harmed, filled in from the case (Wait 'til Eight appendix 4A)."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from amends.foundation.access.models import Agency, AgencyKind, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Case, Participant
from amends.foundation.documents.actions import make_document
from amends.foundation.documents.worded import Paper
from amends.foundation.lib.dates import age_on
from amends.foundation.lib.refusal import Refused
from amends.foundation.people.models import Person
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.disclosure.models import DetailsAsked
from amends.journey.disclosure.rules import check_address
from amends.journey.eligibility.actions import ask_agency, record_reply
from amends.journey.eligibility.enquiry_rules import referral_of
from amends.journey.eligibility.models import Enquiry
from amends.journey.risk.actions.known_elsewhere import want_look_up

TEMPLATE = "victim-details-request"
SOURCE = "Wait 'til Eight appendix 4A"
MOST_BLANKS = 4
POLICE_NUMBERS = ("crime", "athena", "storm", "log")


def known_of(case: Case) -> dict[str, object]:
    """What the service knows for the form: the matter, the court, the number by which the police find it."""
    referral = referral_of(case)
    person = _principal(case)
    known: dict[str, object] = {"offence": case.what, "urn": ""}
    if person:
        known["offender"] = person.full_name
    if referral is None:
        return known
    numbers = {row.kind: row.value for row in referral.references.order_by("-pk")}
    return known | {
        "urn": next((numbers[kind] for kind in POLICE_NUMBERS if kind in numbers), ""),
        "happened_on": referral.happened_on,
        "place": referral.place,
        "court": referral.court,
        "sentenced_on": referral.sentenced_on,
    }


def harmed_of(case: Case) -> list[Person]:
    """The people harmed of whom the service knows."""
    return list(_people(case).filter(participant__side="harmed").select_related("participant__file"))


def _principal(case: Case) -> Person | None:
    return _people(case).filter(participant__side="responsible").first()


def _people(case: Case) -> QuerySet[Person]:
    parts = (Participant.Part.PRINCIPAL, Participant.Part.MEMBER)
    return Person.objects.filter(
        participant__case=case, participant__part__in=parts, participant__left_at__isnull=True
    ).order_by("participant")


@transaction.atomic
def request_victim_details(
    *,
    by: User,
    participant: Participant,
    agency: Agency,
    ground: str,
    details: Mapping[str, object],
    ground_words: str = "",
) -> DetailsAsked:
    """Make the form, keep it with the service, and ask the police; the time for their answer runs.

    It names people of both sides, so that only those who see the whole service can open it. Refused without the number
    by which the police find the matter, and to an address that is not secure.
    """
    check_may(by, Permission.ENQUIRY_SEND, participant.service_id)
    if agency.kind != AgencyKind.POLICE:
        raise Refused("This request is for the police.", field="agency")
    if not str(details.get("urn") or "").strip():
        raise Refused(
            "The unique reference number (URN) is missing.",
            source=SOURCE,
            opens="Without it the police cannot find the matter. Ask the referrer.",
            field="urn",
        )
    check_address(participant.case.service, agency.email)
    enquiry = ask_agency(
        by=by,
        participant=participant,
        agency=agency,
        items=[Enquiry.Item.CONTACT],
        words="The form for the details of the people harmed, as it was made.",
        ground=ground,
        ground_words=ground_words,
    )
    document = make_document(
        by=by,
        paper=Paper(TEMPLATE, _context(by, participant.case, agency, details), subject=enquiry.subject),
        belongs_to=participant.case.service,
    )
    asked = DetailsAsked(
        service_id=participant.service_id,
        file_id=participant.file_id,
        enquiry=enquiry,
        document=document,
        officer=str(details.get("officer") or "")[:160],
    )
    asked.full_clean()
    asked.save()
    record(
        by=by,
        act=Act.DISCLOSURE,
        what="victim_details.asked",
        file=participant.file,
        subject=enquiry.subject,
        recipient=agency.name,
    )
    return asked


def _context(by: User, case: Case, agency: Agency, details: Mapping[str, object]) -> dict[str, object]:
    person, people = _principal(case), harmed_of(case)
    born = person.date_of_birth if person else None
    victims = [
        {"name": each.full_name, "born": each.date_of_birth, "sex": each.get_gender_display()}
        for each in people
    ]
    return {
        **details,
        "to_name": agency.name,
        "from_name": by.name,
        "number": case.number,
        "offender_name": person.full_name if person else "",
        "offender_born": born,
        "offender_age": age_on(born, timezone.localdate()) if born else "",
        "victims": victims,
        "blanks": range(1, MOST_BLANKS + 1),
    }


@transaction.atomic
def details_received(
    *, by: User, asked: DetailsAsked, address_on: date | None, telephone_on: date | None
) -> DetailsAsked:
    """Note what has come; the request is answered when both address and telephone have (W8-237).

    With the first of them the administrator has the task to look the person up elsewhere (W8-239).
    """
    check_may(by, Permission.ENQUIRY_SEND, asked.service_id)
    asked.address_on, asked.telephone_on = address_on, telephone_on
    asked.full_clean()
    asked.save()
    record(
        by=by,
        act=Act.COLLECTION,
        what="victim_details.received",
        file=asked.file,
        subject=asked.enquiry.subject,
    )
    came = [day for day in (address_on, telephone_on) if day]
    if came:
        want_look_up(by=by, participant=asked.enquiry.participant, received_on=min(came))
    if asked.is_complete and asked.enquiry.is_open:
        record_reply(by=by, enquiry=asked.enquiry, reply="Address and telephone received.", source="report")
    return asked
