"""Noting who was harmed, and who was told what there is."""

from datetime import date

from django.db import transaction

from amends.foundation.access.models import Service, User
from amends.foundation.clock.actions import start_clock, stop_clock
from amends.foundation.record.models import Act
from amends.journey.finding.actions.noting import about, at, keep
from amends.journey.finding.models import Disclosure, Offer
from amends.journey.finding.rules.noting import check_not_ahead, subject_of
from amends.journey.finding.rules.sources import code_of

INFORMED = "victim-of-crime-informed"


@transaction.atomic
def note_disclosure(*, by: User, service: Service, disclosed_on: date, **details: object) -> Disclosure:
    """A supervised person says that they were harmed: ten working days to tell them what there is (PF-046)."""
    check_not_ahead(disclosed_on, "disclosed_on")
    row = Disclosure(service=service, noted_by=by, disclosed_on=disclosed_on, **details)
    keep(by, row, "disclosure.noted")
    start_clock(by=by, name=INFORMED, about=about(row, by), at=at(disclosed_on))
    return row


@transaction.atomic
def give_information(*, by: User, disclosure: Disclosure, on: date, what_given: str) -> Disclosure:
    """They have been told."""
    check_not_ahead(on, "on")
    disclosure.informed_on, disclosure.what_given = on, what_given
    keep(by, disclosure, "disclosure.informed", Act.ALTERATION)
    stop_clock(by=by, name=INFORMED, subject=subject_of(disclosure), at=at(on))
    return disclosure


@transaction.atomic
def note_victim(*, by: User, service: Service, **details: object) -> Offer:
    """Put a victim on the entitlement list until an offer is on record (PF-008), under the Code the rules go by."""
    row = Offer(service=service, noted_by=by, code_edition=code_of(service).edition, **details)
    keep(by, row, "offer.noted")
    return row


@transaction.atomic
def record_offer(*, by: User, offer: Offer, on: date, offered_by: str, told: str, response: str) -> Offer:
    """They were told, and what they said."""
    check_not_ahead(on, "on")
    offer.offered_on, offer.offered_by, offer.told, offer.response = on, offered_by, told, response
    keep(by, offer, "offer.made", Act.ALTERATION)
    return offer
