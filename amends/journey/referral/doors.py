"""The doors to a referral and to a draft: a stranger gets the same 404 as for a wrong number."""

from django.http import Http404

from amends.foundation.access.models import User
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.referral.models import ProviderPack, Referral


def open_referral(user: User, number: str, *, why: str = "referral.looked_at") -> Referral:
    """The referral of this number, if the user may see it; the look is logged. Raises Http404 otherwise."""
    found = (
        Referral.objects.visible_to(user)
        .received()
        .filter(number=number)
        .select_related("service", "agency", "referrer", "typed_in_by", "checked_by", "case")
        .first()
    )
    if found is None:
        raise Http404
    record(
        by=user,
        act=Act.CONSULTATION,
        what=why,
        service_id=found.service_id,
        case=found.case,
        subject=f"referral:{found.pk}",
    )
    return found


def open_draft(user: User, draft_id: int) -> Referral:
    """A draft of the user's own, or one that the service's people are typing in. Raises Http404 otherwise."""
    drafts = Referral.objects.visible_to(user).filter(pk=draft_id, status=Referral.Status.DRAFT)
    found = drafts.select_related("service", "agency").first()
    if found is None:
        raise Http404
    return found


def open_pack(user: User, pack_id: int) -> ProviderPack:
    """A pack that this user sent, that is for their body, or of their service; the look is logged. Raises Http404."""
    packs = ProviderPack.objects.visible_to(user).filter(pk=pack_id)
    found = packs.select_related("service", "provider", "sent_by").first()
    if found is None:
        raise Http404
    record(
        by=user,
        act=Act.CONSULTATION,
        what="pack.looked_at",
        service_id=found.service_id,
        subject=f"referral:{found.referral_id}",
    )
    return found
