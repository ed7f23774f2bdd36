"""Writing an agreement down, having it signed, looking at it again, and ending it."""

from collections.abc import Mapping
from datetime import date

from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import Agency, Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.clock.rules import end_of
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.service.sharing.models import Party, SharingAgreement
from amends.service.sharing.rules import check_can_sign

REVIEW_CLOCK = "sharing-agreement-review"


def keep(row: models.Model, *, by: User, service_id: int, what: str) -> None:
    """Check, save and note one row of this room."""
    act = Act.COLLECTION if row.pk is None else Act.ALTERATION
    check_may(by, Permission.PARTNERS_MANAGE, service_id)
    row.full_clean()
    row.save()
    subject = f"{row._meta.model_name}:{row.pk}"
    record(by=by, act=act, what=f"sharing.{what}", service_id=service_id, subject=subject)


@transaction.atomic
def add_agreement(
    *,
    by: User,
    service: Service,
    details: Mapping[str, object],
    parties: list[Agency],
    written_on: date | None = None,
) -> SharingAgreement:
    """Put an agreement, new or changed for this service, on the register with the bodies that have to sign it."""
    agreement = SharingAgreement(service=service, reviewed_on=written_on or timezone.localdate())
    for name, value in details.items():
        setattr(agreement, name, value)
    agreement.owner = agreement.owner if agreement.owner_id else by
    keep(agreement, by=by, service_id=service.pk, what="agreement_added")
    for agency in parties:
        add_party(by=by, agreement=agreement, agency=agency)
    _plan_review(by, agreement)
    return agreement


@transaction.atomic
def change_agreement(*, by: User, agreement: SharingAgreement, details: Mapping[str, object]) -> None:
    """Correct what the register says of it; the paper itself changes with a new version."""
    for name, value in details.items():
        setattr(agreement, name, value)
    keep(agreement, by=by, service_id=agreement.service_id, what="agreement_changed")
    _plan_review(by, agreement)


@transaction.atomic
def add_party(*, by: User, agreement: SharingAgreement, agency: Agency) -> Party:
    """One more body has to sign; until it has, the agreement is not in force."""
    if agency.service_id != agreement.service_id:
        raise Refused("This body is not one the service works with.", field="agency")
    party = Party(service_id=agreement.service_id, agreement=agreement, agency=agency)
    keep(party, by=by, service_id=agreement.service_id, what="party_added")
    return party


@transaction.atomic
def sign(
    *,
    by: User,
    party: Party,
    signatory: str,
    post: str,
    is_senior: bool,
    signed_on: date,
    accepts_timescale: bool = False,
) -> SharingAgreement.State:
    """Note a body's signature; the last one brings the agreement into force. Raises Refused for a post too low."""
    check_can_sign(post, is_senior=is_senior)
    if signed_on > timezone.localdate():
        raise Refused("This day has not come yet.", field="signed_on")
    party.signatory, party.post, party.is_senior = signatory, post, is_senior
    party.signed_on, party.accepts_timescale = signed_on, accepts_timescale
    keep(party, by=by, service_id=party.service_id, what="agreement_signed")
    return SharingAgreement.objects.prefetch_related("parties").get(pk=party.agreement_id).state()


@transaction.atomic
def new_version(*, by: User, agreement: SharingAgreement, sign_again: bool) -> None:
    """The paper has changed: everybody concerned reads it again, and the bodies sign again where that was agreed."""
    agreement.version += 1
    keep(agreement, by=by, service_id=agreement.service_id, what="new_version")
    agreement.briefings.update(sent_on=None)
    if sign_again:
        agreement.parties.update(signed_on=None)


@transaction.atomic
def review(*, by: User, agreement: SharingAgreement, on: date, result: str) -> None:
    """It has been looked at again; the next review counts from that day."""
    if on > timezone.localdate():
        raise Refused("This day has not come yet.", field="on")
    agreement.reviewed_on, agreement.review_result = on, result
    keep(agreement, by=by, service_id=agreement.service_id, what="agreement_reviewed")
    stop_clock(by=by, name=REVIEW_CLOCK, subject=agreement.subject)
    if result == SharingAgreement.Result.END:
        end_agreement(by=by, agreement=agreement, on=on)
    else:
        _plan_review(by, agreement)


@transaction.atomic
def end_agreement(*, by: User, agreement: SharingAgreement, on: date) -> None:
    """From the day after, nothing is asked or told under it."""
    agreement.ends_on = on
    keep(agreement, by=by, service_id=agreement.service_id, what="agreement_ended")
    stop_clock(by=by, name=REVIEW_CLOCK, subject=agreement.subject, dropped=True)


def _plan_review(by: User, agreement: SharingAgreement) -> None:
    stop_clock(by=by, name=REVIEW_CLOCK, subject=agreement.subject, dropped=True)
    about = About(
        service=agreement.service,
        subject=agreement.subject,
        link=reverse("sharing:agreement", args=[agreement.pk]),
        owner=agreement.owner,
    )
    title = f"Look again at “{agreement.title}”"[:160]
    started = end_of(agreement.reviewed_on)
    start_clock(
        by=by, name=REVIEW_CLOCK, about=about, at=started, title=title, due=end_of(agreement.next_review_on)
    )
