"""Keeping partners, their people, what they say, and the settings about them."""

from datetime import date
from typing import TypeVar

from django.db import models, transaction
from django.urls import reverse

from amends.foundation.access.models import Agency, AgencyKind, Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.service.partners.models import (
    District,
    Establishment,
    PartnerContact,
    PartnerFeedback,
    Pathway,
    Receiver,
    SecureDomain,
)

Kept = TypeVar("Kept", bound=models.Model)
Setting = TypeVar("Setting", District, Receiver, Pathway)
CONTACT_CLOCK = "partner-contact"


def _keep(row: Kept, *, by: User, service_id: int, what: str) -> Kept:
    new = row.pk is None
    check_may(by, Permission.PARTNERS_MANAGE, service_id)
    row.full_clean()
    row.save()
    subject = f"{row._meta.model_name}:{row.pk}"
    act = Act.COLLECTION if new else Act.ALTERATION
    record(
        by=by, act=act, what=f"{what}.{'added' if new else 'changed'}", service_id=service_id, subject=subject
    )
    return row


@transaction.atomic
def keep_agency(*, by: User, agency: Agency, details: dict[str, object]) -> Agency:
    """Add a partner or change what is known about it and what it is expected to do."""
    _set(agency, details)
    return _keep(agency, by=by, service_id=agency.service_id, what="partner")


@transaction.atomic
def say_establishment(*, by: User, agency: Agency, kind: str) -> Establishment:
    """Say what sort of prison this is. Refused for any other body (W8-392)."""
    if agency.kind != AgencyKind.PRISON:
        raise Refused("Only a prison is an establishment.", field="kind")
    row = Establishment.objects.filter(agency=agency).first()
    row = row or Establishment(service_id=agency.service_id, agency=agency)
    row.kind = kind
    return _keep(row, by=by, service_id=agency.service_id, what="establishment")


@transaction.atomic
def keep_contact(*, by: User, agency: Agency, details: dict[str, object]) -> PartnerContact:
    """Note somebody at a partner."""
    contact = PartnerContact(service_id=agency.service_id, agency=agency)
    _set(contact, details)
    return _keep(contact, by=by, service_id=agency.service_id, what="partner_contact")


@transaction.atomic
def contact_left(*, by: User, contact: PartnerContact, on: date) -> None:
    """Somebody no longer works there."""
    contact.left_on = on
    _keep(contact, by=by, service_id=contact.service_id, what="partner_contact")


@transaction.atomic
def record_feedback(*, by: User, agency: Agency, kind: str, received_on: date, words: str) -> PartnerFeedback:
    """Keep what a partner has said about the work; a prompt to ring them is done with it."""
    feedback = PartnerFeedback(
        service_id=agency.service_id,
        agency=agency,
        kind=kind,
        received_on=received_on,
        words=words,
        recorded_by=by,
    )
    _keep(feedback, by=by, service_id=agency.service_id, what="partner_feedback")
    stop_clock(by=by, name=CONTACT_CLOCK, subject=f"agency:{agency.pk}")
    return feedback


@transaction.atomic
def prompt_contact(*, by: User, agency: Agency) -> Clock:
    """Put on the worklist that somebody should ring a partner that has gone quiet (hub manual, roles of partners)."""
    check_may(by, Permission.PARTNERS_MANAGE, agency.service_id)
    about = About(
        service=agency.service,
        subject=f"agency:{agency.pk}",
        link=reverse("partners:agency", args=[agency.pk]),
        owner=by,
    )
    return start_clock(by=by, name=CONTACT_CLOCK, about=about, title=f"Get in touch with {agency.name}"[:160])


@transaction.atomic
def contacted(*, by: User, agency: Agency) -> Clock | None:
    """Somebody has been in touch with the partner."""
    check_may(by, Permission.PARTNERS_MANAGE, agency.service_id)
    return stop_clock(by=by, name=CONTACT_CLOCK, subject=f"agency:{agency.pk}")


@transaction.atomic
def add_secure_domain(*, by: User, service: Service, domain: str, note: str = "") -> SecureDomain:
    """Trust mail from a domain."""
    check_may(by, Permission.PARTNERS_MANAGE, service)
    cleaned = domain.strip().lower().lstrip("@.")
    row = SecureDomain(service=service, domain=cleaned, note=note)
    return _keep(row, by=by, service_id=service.pk, what="secure_domain")


@transaction.atomic
def remove_secure_domain(*, by: User, domain: SecureDomain) -> None:
    """No longer trust mail from a domain."""
    check_may(by, Permission.PARTNERS_MANAGE, domain.service_id)
    subject, service_id = f"securedomain:{domain.pk}", domain.service_id
    details: dict[str, str | int | bool | list[str] | list[int] | None] = {"domain": domain.domain}
    domain.delete()
    record(
        by=by,
        act=Act.ERASURE,
        what="secure_domain.removed",
        service_id=service_id,
        subject=subject,
        details=details,
    )


@transaction.atomic
def keep_setting(*, by: User, row: Setting, details: dict[str, object]) -> Setting:
    """Add or change a district, a body that takes referrals over, or a pathway."""
    _set(row, details)
    return _keep(row, by=by, service_id=row.service_id, what=f"partners.{row._meta.model_name}")


def _set(row: models.Model, details: dict[str, object]) -> None:
    for name, value in details.items():
        setattr(row, name, value)
