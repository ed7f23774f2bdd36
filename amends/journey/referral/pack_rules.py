"""Who may send a referral pack, to whom, and what it may say."""

from collections.abc import Iterable, Mapping, Sequence

from amends.foundation.access.models import Agency, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import access_of, check_may
from amends.foundation.lib.names import name_words, words_of_names
from amends.foundation.lib.refusal import Refused
from amends.journey.referral.models import PackNeed, ProviderPack, Referral, ReferralPerson
from amends.journey.referral.models.referral import Status
from amends.journey.referral.rules import check_is_mine

NEEDS = "HMPPS Restorative Practice Policy Framework 6.42"
SOURCE = "HMPPS Restorative Practice Policy Framework 4.3"
WRITTEN = ("person_details", "offence_summary", "risk_summary", "where_held", "practitioner_contact")
STILL_GOES = frozenset({Status.SUBMITTED, Status.WAITING_FOR_REFERRER, Status.ACCEPTED})


def agencies_of(user: User, service_id: int) -> set[int]:
    """The bodies for which this user works in the service."""
    rows = access_of(user).memberships
    return {m.agency_id for m in rows if m.service_id == service_id and m.agency_id}


def check_can_send_pack(user: User, referral: Referral, provider: Agency) -> None:
    """Refuse a pack of somebody else's referral, of a closed one, or to a body of another service."""
    check_is_mine(user, referral)
    if referral.status not in STILL_GOES:
        raise Refused(f"This referral is closed: {referral.get_status_display().lower()}.")
    if provider.service_id != referral.service_id or not provider.is_active:
        raise Refused("This provider does not work with the service.", field="provider")


def check_needs_said(needs_known: str, needs: Sequence[tuple[str, str]]) -> None:
    """Refuse a pack that says nothing of needs, or names them although the person does not agree (PF-141)."""
    if needs_known not in ProviderPack.Needs.values:
        raise Refused("Say what they need, or that none is known.", source=NEEDS, field="needs_known")
    listed = needs_known == ProviderPack.Needs.LISTED
    if listed and not needs:
        raise Refused("Say what they need.", source=NEEDS, field="words_1")
    if needs and not listed:
        raise Refused(
            "You have put down needs, and said that none is passed on.",
            source=NEEDS,
            opens="Leave them out, or ask the person whether the provider may hear of them.",
            field="needs_known",
        )


def check_needs_answered(needs: Iterable[PackNeed]) -> None:
    """Refuse to take a pack on while the provider has not said how it meets each need (PF-141)."""
    for need in needs:
        if not need.answer.strip():
            raise Refused(
                f"Say how you will meet this need: {need.words}.", source=NEEDS, field=f"need_{need.pk}"
            )


def check_names_nobody_harmed(referral: Referral, details: Mapping[str, str]) -> None:
    """Refuse a text in which a part of the name of anybody but the person responsible's side stands."""
    others = referral.people.exclude(side=ReferralPerson.Side.RESPONSIBLE)
    names = words_of_names(person.full_name for person in others)
    own = words_of_names(person.full_name for person in referral.people.filter(side="responsible"))
    for field, text in details.items():
        if found := (names - own) & name_words(text):
            raise Refused(
                f"“{min(found).capitalize()}” is the name of somebody else in this referral.",
                source="Safety rule: a provider learns nothing of the other side before they agree",
                opens="Say it without the name.",
                field=field,
            )


def check_is_for(user: User, pack: ProviderPack) -> None:
    """Refuse everybody but the provider's own people."""
    check_may(user, Permission.REFERRAL_MAKE, pack.service_id)
    if pack.provider_id not in agencies_of(user, pack.service_id):
        raise Refused("This pack is for its provider to answer.", source=SOURCE)
