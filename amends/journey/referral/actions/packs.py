"""Sending a referral pack to the provider somebody chose, and hearing from it (PF 4.3)."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import Agency, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.programs import as_clockwork
from amends.foundation.access.rules import check_may
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import tell
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.referral.models import PackNeed, ProviderPack, Referral
from amends.journey.referral.pack_rules import (
    WRITTEN,
    check_can_send_pack,
    check_is_for,
    check_names_nobody_harmed,
    check_needs_answered,
    check_needs_said,
)

ANSWER_CLOCK, RETURNED_CLOCK = "provider-answer", "provider-returned"


def subject_of_pack(pack: ProviderPack) -> str:
    """How clocks and the trail name a pack."""
    return f"pack:{pack.pk}"


def _note(by: User, pack: ProviderPack, verb: str, act: Act) -> None:
    record(
        by=by,
        act=act,
        what=f"pack.{verb}",
        service_id=pack.service_id,
        subject=f"referral:{pack.referral_id}",
        details={"provider": pack.provider_id},
    )


def _about(pack: ProviderPack, *, waiting_for: str = "") -> About:
    return About(
        service=pack.service,
        subject=subject_of_pack(pack),
        reference=pack.reference,
        link=reverse("referral:pack", args=[pack.pk]),
        owner=pack.sent_by,
        waiting_for=waiting_for,
    )


@transaction.atomic
def send_pack(
    *,
    by: User,
    referral: Referral,
    provider: Agency,
    details: Mapping[str, str],
    needs_known: str = "",
    needs: Sequence[tuple[str, str]] = (),
) -> ProviderPack:
    """Send the provider what it needs to start, with what the person needs, as pairs of kind and words.

    Refused where a text names somebody who was harmed, and where nothing is said of needs.
    """
    check_can_send_pack(by, referral, provider)
    check_needs_said(needs_known, needs)
    said = {name: details[name] for name in WRITTEN}
    check_names_nobody_harmed(referral, said | {f"words_{n}": words for n, (_, words) in enumerate(needs, 1)})
    pack = ProviderPack(
        service_id=referral.service_id,
        referral=referral,
        provider=provider,
        reference=referral.number,
        sent_at=timezone.now(),
        sent_by=by,
        needs_known=needs_known,
        **said,
    )
    pack.full_clean()
    pack.save()
    for kind, words in needs:
        need = PackNeed(service_id=pack.service_id, referral=referral, pack=pack, kind=kind, words=words)
        need.full_clean()
        need.save()
    _note(by, pack, "sent", Act.DISCLOSURE)
    with as_clockwork(referral.service):
        start_clock(by=by, name=ANSWER_CLOCK, about=_about(pack, waiting_for=provider.name))
    return pack


@transaction.atomic
def receive_pack(*, by: User, pack: ProviderPack) -> ProviderPack:
    """The provider opens it for the first time: that is the day it was received."""
    check_is_for(by, pack)
    if pack.received_at is None:
        pack.received_at, pack.received_by = timezone.now(), by
        pack.save(update_fields=["received_at", "received_by"])
        _note(by, pack, "received", Act.CONSULTATION)
    return pack


@transaction.atomic
def answer_pack(
    *, by: User, pack: ProviderPack, answer: str, reason: str = "", met: Mapping[int, str] | None = None
) -> ProviderPack:
    """Take it on, saying for each need by its key how it is met; or return it with the reason.

    Then whoever sent it has a task and the reason.
    """
    check_is_for(by, pack)
    locked = (
        ProviderPack.objects.select_for_update(of=("self",))
        .select_related("provider", "service", "sent_by")
        .get(pk=pack.pk)
    )
    if locked.answer:
        raise Refused("This pack has been answered already.", field="answer")
    if answer == ProviderPack.Answer.ACCEPTED:
        _answer_needs(locked, met or {})
    locked.answer, locked.reason, locked.answered_at = answer, reason.strip(), timezone.now()
    locked.full_clean(exclude=["referral"])  # which the provider does not see
    locked.save()
    _note(by, locked, answer, Act.ALTERATION)
    with as_clockwork(locked.service):
        stop_clock(by=by, name=ANSWER_CLOCK, subject=subject_of_pack(locked))
        if answer == ProviderPack.Answer.RETURNED:
            start_clock(by=by, name=RETURNED_CLOCK, about=_about(locked))
    said = "takes it on" if answer == ProviderPack.Answer.ACCEPTED else "returns it, and says why"
    words = f"{locked.provider} has answered about {locked.reference}: it {said}."
    link = reverse("referral:pack", args=[locked.pk])
    tell(user=locked.sent_by, service=locked.service, words=words, link=link)
    return locked


def _answer_needs(pack: ProviderPack, met: Mapping[int, str]) -> None:
    needs = list(PackNeed.objects.filter(pack=pack).order_by("pk"))
    for need in needs:
        need.answer = met.get(need.pk, "")
    check_needs_answered(needs)
    for need in needs:
        need.save(update_fields=["answer"])


@transaction.atomic
def settle_returned_pack(*, by: User, pack: ProviderPack) -> None:
    """Whoever sent it has dealt with the return."""
    check_may(by, Permission.REFERRAL_MAKE, pack.service_id)
    if by.pk != pack.sent_by_id:
        raise Refused("This is for whoever sent the pack.")
    stop_clock(by=by, name=RETURNED_CLOCK, subject=subject_of_pack(pack))
