"""Which open referrals and cases would be decided differently if other rules held."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse

from amends.foundation.access.models import Service, User
from amends.foundation.case.lifecycle import Stage
from amends.foundation.policy.outcomes import NEED_FACTS, Outcome
from amends.foundation.policy.profiles import Profile
from amends.foundation.policy.screening import Decision, screen
from amends.journey.referral.facts import facts_of
from amends.journey.referral.models import Referral
from amends.journey.referral.models.referral import Status

AT_MOST = 200


@dataclass(frozen=True)
class Change:
    """One referral, or the case that came of it, with what the rules say now and what the others would say."""

    number: str
    url: str
    is_case: bool
    before: str
    after: str


@dataclass(frozen=True)
class Preview:
    """What was looked at, and what would be decided differently. `more` says that not everything was looked at."""

    looked_at: int
    changes: list[Change]
    more: bool


def preview(user: User, service: Service, base: str, now: Profile, then: Profile) -> Preview:
    """The newest open referrals, and the open cases that came of one, under both sets of rules."""
    rows = list(_open(user, service, base)[: AT_MOST + 1])
    found = []
    for referral in rows[:AT_MOST]:
        facts = facts_of(referral)
        before, after = screen(now, facts), screen(then, facts)
        if (before.outcome, before.rules) != (after.outcome, after.rules):
            found.append(_change(referral, before, after))
    return Preview(min(len(rows), AT_MOST), found, len(rows) > AT_MOST)


def _open(user: User, service: Service, base: str) -> "QuerySet[Referral]":
    here = Q(intake__pathway__profile=base)
    if base == service.profile:
        here |= Q(intake__pathway__isnull=True)
    waiting = Q(status__in=[Status.SUBMITTED, Status.WAITING_FOR_REFERRER])
    running = Q(status=Status.ACCEPTED, case__isnull=False) & ~Q(case__stage=Stage.CLOSED)
    rows = Referral.objects.visible_to(user).filter(here, waiting | running, service=service)
    rows = rows.select_related("service", "agency", "case", "intake__pathway")
    return rows.order_by("-received_at", "-pk")


def _change(referral: Referral, before: Decision, after: Decision) -> Change:
    case = referral.case
    return Change(
        number=case.number if case else referral.number,
        url=reverse("casefile:case", args=[case.number])
        if case
        else reverse("eligibility:intake", args=[referral.number]),
        is_case=case is not None,
        before=outcome_words(before),
        after=outcome_words(after),
    )


def outcome_words(decision: Decision) -> str:
    """What was decided, and by which rules."""
    if decision.outcome == NEED_FACTS:
        return "Facts are missing before this can be decided."
    rules = f" ({', '.join(decision.rules)})" if decision.rules else ""
    return f"{Outcome(decision.outcome).words}{rules}"
