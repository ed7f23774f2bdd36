"""Referrals for tests, written straight into the tables: how they come in is the referral room's own business."""

from datetime import date
from typing import Any

from django.utils import timezone

from amends.foundation.case.actions import next_number
from amends.journey.referral.matching import contact_key, reference_key
from amends.journey.referral.models import ExternalReference, Referral, ReferralContact, ReferralPerson


def a_referral(service, people=(), references=(), **details: Any) -> Referral:
    """A received referral; `people` are dictionaries of ReferralPerson with `contacts`, as the room's own content."""
    details = {
        "form": "referral",
        "route": "secure_mailbox",
        "status": "submitted",
        "received_at": timezone.now(),
        "referrer_organisation": "Essex Police",
        "incident": "A fence was cut.\nSecond line.",
        **details,
    }
    referral = Referral.objects.create(service=service, number=next_number(service, "referral"), **details)
    for position, values in enumerate(people, start=1):
        contacts = values.pop("contacts", ())
        person = ReferralPerson.objects.create(
            service=service, referral=referral, position=position, **values
        )
        for kind, value in contacts:
            ReferralContact.objects.create(
                service=service,
                referral=referral,
                person=person,
                kind=kind,
                value=value,
                match_key=contact_key(kind, value),
            )
    for kind, value in references:
        ExternalReference.objects.create(
            service=service, referral=referral, kind=kind, value=value, match_key=reference_key(value)
        )
    return referral


def burglary_from_police(service, **details: Any) -> Referral:
    """The first of two referrals of one burglary."""
    return a_referral(
        service,
        people=[
            {
                "full_name": "Mrs Rosemary Heron-Tansy",
                "side": "harmed",
                "date_of_birth": date(1958, 7, 19),
                "address": "22 Thistledrift Rise, Harlow",
                "postcode": "ZZ1 4QP",
                "calls": "yes",
                "consent": "given",
                "consent_how": "verbal",
                "contacts": [("mobile", "07700 900142")],
            },
            {"full_name": "Dean Sorrel", "side": "responsible", "age_note": "34"},
        ],
        references=[("crime", "42/991207/25")],
        happened_on=date(2025, 11, 4),
        incident="Dwelling burg overnight 3/4 Nov 25.",
        **details,
    )


def burglary_from_victim_support(service, **details: Any) -> Referral:
    """The second: other spelling, year of birth, street, postcode and swapped figures; same mobile and evening."""
    return a_referral(
        service,
        people=[
            {
                "full_name": "Mrs Rose Tansey",
                "side": "harmed",
                "date_of_birth": date(1959, 7, 19),
                "address": "22 Thistledrift Road, Harlow",
                "postcode": "ZZ1 4PQ",
                "voicemail": "no",
                "dates_to_avoid": "Tuesday and Thursday until 2",
                "consent": "given",
                "consent_how": "signed",
                "contacts": [("mobile", "+44 7700 900142"), ("landline", "01632 960142")],
            },
            {"full_name": "Deane Sorrell", "side": "responsible"},
        ],
        references=[("crime", "42/991270/25")],
        happened_on=date(2025, 11, 4),
        referrer_organisation="Victim Support",
        **details,
    )
