"""The exchanges of a case, and of one exchange what the acting user may see of either end."""

from dataclasses import dataclass

from django.http import Http404

from amends.foundation.access.models import User
from amends.foundation.case.models import SIDES, Case, CaseFile
from amends.journey.indirect.models import Basis, Considered, Draft, Effect, Exchange, Offer


@dataclass(frozen=True)
class Chain:
    """One exchange from left to right. A list is None where the user may not open that side's file."""

    exchange: Exchange
    drafts: list[Draft] | None
    offers: list[Offer] | None
    effect: Effect | None = None
    basis: Basis | None = None

    @property
    def sides(self) -> set[str]:
        """The sides whose files whoever looks may open."""
        ends = ((self.exchange.from_side, self.drafts), (self.exchange.to_side, self.offers))
        return {side for side, rows in ends if rows is not None}

    @property
    def latest(self) -> Draft | None:
        """The newest version."""
        return self.drafts[-1] if self.drafts else None


def exchanges_of(case: Case) -> list[Exchange]:
    """All of them, newest first."""
    return list(Exchange.objects.filter(case=case).order_by("-pk"))


def known_exchanges(user: User, case: Case) -> list[Exchange]:
    """Those this user may know of, newest first: not what the other side has begun and nobody has let go of yet."""
    sides = sides_of(user, case)
    return [exchange for exchange in exchanges_of(case) if is_known(exchange, sides)]


def sides_of(user: User, case: Case) -> set[str]:
    """The sides of a case whose files this user may open."""
    return set(CaseFile.objects.visible_to(user).filter(case=case).values_list("side", flat=True))


def is_known(exchange: Exchange, sides: set[str]) -> bool:
    """Whether somebody who sees these sides may know of it. Whoever sees the recipient's only learns of it on release.

    That somebody is writing, that it is with its reader, or that it was given up is theirs until then.
    """
    return exchange.released_at is not None or exchange.to_side not in sides or exchange.from_side in sides


def not_judged(case: Case) -> list[Exchange]:
    """What has reached somebody, and of which nobody has said yet whether it did some good (W8-290)."""
    return list(Exchange.objects.filter(case=case, state=Exchange.State.DELIVERED).order_by("pk"))


def other_ways_looked_for(case: Case) -> bool:
    """Whether a way was begun, somebody would like or think about one, or each side was asked and wants none (KM-029)."""
    said = list(Considered.objects.filter(participant__case=case).values_list("participant__side", "answer"))
    if any(answer in Considered.OPEN for _, answer in said) or Exchange.objects.filter(case=case).exists():
        return True
    return {side for side, _ in said} >= set(SIDES[Case.Roles(case.roles)])


def was_offered(case: Case) -> bool:
    """Whether another way than a meeting was offered to anybody, or one was begun (SS-043)."""
    talked = Considered.objects.filter(participant__case=case, answer__in=Considered.OFFERED)
    return talked.exists() or Exchange.objects.filter(case=case).exists()


def open_exchange(user: User, case: Case, exchange_id: int) -> Exchange:
    """One exchange of a case that has been opened by its door. Raises Http404 for any other."""
    rows = Exchange.objects.filter(case=case, pk=exchange_id)
    found = rows.select_related(
        "effect", "basis__assessment__participant", "basis__choice__participant"
    ).first()
    if found is None or not (found.released_at or is_known(found, sides_of(user, case))):
        raise Http404
    found.case = case
    return found


def chain(user: User, exchange: Exchange) -> Chain:
    """The drafts for those who may open the sender's file, the offers for those who may open the recipient's."""
    files = CaseFile.objects.visible_to(user).filter(case_id=exchange.case_id)
    by_side = {file.side: file for file in files}
    drafts = offers = None
    open_to_them = {file.pk for file in by_side.values()}
    effect, basis = getattr(exchange, "effect", None), getattr(exchange, "basis", None)
    if exchange.from_side in by_side:
        rows = Draft.objects.filter(exchange=exchange, file=by_side[exchange.from_side])
        drafts = list(rows.select_related("author", "made_by", "vetted_by", "checklist").order_by("number"))
    if exchange.to_side in by_side:
        received = Offer.objects.filter(exchange=exchange, file=by_side[exchange.to_side])
        received = received.select_related("participant", "delivered_by").order_by("pk")
        offers = list(received.prefetch_related("viewings__shown_by") if exchange.is_recorded else received)
        for offer in offers:
            offer.exchange = exchange
    return Chain(
        exchange,
        drafts,
        offers,
        effect if effect and effect.file_id in open_to_them else None,
        basis if basis and basis.file_id in open_to_them else None,
    )
