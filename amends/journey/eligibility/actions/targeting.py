"""Writing down what the target criteria rest on, and testing them. Each step also states the fact it settles."""

from datetime import date
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.facts import Value
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.eligibility.models import BasicFacts, Conviction, OffenceVictim, Score, TargetTest
from amends.journey.eligibility.queries.target import standing_of
from amends.journey.eligibility.rules import profile_for
from amends.journey.referral.actions import state_facts
from amends.journey.referral.actions.receiving import subject_of
from amends.journey.referral.facts import facts_of
from amends.journey.referral.models import Referral, ReferralPerson

Row = TypeVar("Row", Score, Conviction, OffenceVictim, BasicFacts, TargetTest)
TARGET = "HMPPS framework 4.2, target criteria"


@transaction.atomic
def record_score(*, by: User, referral: Referral, value: int, scored_on: date, predictor: str) -> Score:
    """Keep a score with its day and predictor (PF-019)."""
    row = Score(
        **_head(by, referral),
        value=value,
        scored_on=_past(scored_on, "scored_on"),
        predictor=predictor.strip(),
    )
    _keep(by, row, "score")
    _state(by, referral, {"ogrs": value}, f"{row.predictor}, {scored_on}")
    return row


@transaction.atomic
def add_conviction(
    *,
    by: User,
    referral: Referral,
    offence: str,
    convicted_on: date,
    kind: str,
    sensitive: str = "",
    is_index: bool = False,
) -> Conviction:
    """Add a conviction. Those that count are counted; one that is sensitive opens the sensitive route (PF-020)."""
    if kind == Conviction.Kind.SEXUAL:
        sensitive = Conviction.Sensitive.SEXUAL
    row = Conviction(
        **_head(by, referral),
        offence=offence.strip(),
        convicted_on=_past(convicted_on, "convicted_on"),
        kind=kind,
        sensitive=sensitive,
        is_index=is_index,
    )
    _keep(by, row, "conviction")
    counted = sum(each.counts for each in Conviction.objects.filter(referral=referral))
    facts: dict[str, Value] = {"violence_property_convictions": counted}
    if sensitive:
        facts[sensitive] = True
    _state(by, referral, facts, "List of convictions")
    return row


@transaction.atomic
def link_victim(
    *,
    by: User,
    referral: Referral,
    how_known: str,
    person: ReferralPerson | None = None,
    organisation: str = "",
    contact: str = "",
    none_identifiable: bool = False,
) -> OffenceVictim:
    """Link the index offence to somebody who was harmed, so that a victim is a fact and not a tick (PF-021)."""
    index = Conviction.objects.filter(referral=referral, is_index=True).first()
    if index is None:
        raise Refused(
            "Name the offence that this referral is about first.",
            source=TARGET,
            opens="Add it as a conviction.",
        )
    row = OffenceVictim(
        **_head(by, referral),
        conviction=index,
        person=person,
        organisation=organisation.strip(),
        contact=contact.strip(),
        none_identifiable=none_identifiable,
        how_known=how_known.strip(),
    )
    _keep(by, row, "victim")
    _state(by, referral, {"identifiable_victim": not none_identifiable}, row.how_known)
    return row


@transaction.atomic
def judge_basic_facts(*, by: User, referral: Referral, accepts: str, **details: Any) -> BasicFacts:
    """Write down whether the basic facts are accepted; a later judgement follows it (PF-022).

    `details` are disputed, judged_by, judged_on, basis, plea and remorse. Disputed points leave it open.
    """
    row = BasicFacts(**_head(by, referral), accepts=accepts, **details)
    _past(row.judged_on, "judged_on")
    _keep(by, row, "basic_facts")
    answer = {BasicFacts.Accepts.YES: True, BasicFacts.Accepts.NO: False}.get(BasicFacts.Accepts(accepts))
    facts: dict[str, Value | None] = {"accepts_basic_facts": answer}
    if row.plea:
        facts["plea"] = row.plea
    _state(by, referral, facts, f"{row.judged_by}, {row.judged_on}")
    return row


@transaction.atomic
def record_target_test(*, by: User, referral: Referral) -> TargetTest:
    """Keep how the criteria stand today, with their values and the version they were tested under (PF-018)."""
    profile, facts = profile_for(referral), facts_of(referral)
    standing = standing_of(referral, profile, facts)
    if not standing.criteria:
        raise Refused("These rules have no target criteria.", source=profile.source)
    row = TargetTest(
        **_head(by, referral),
        overall=standing.overall,
        results=[
            {"rule": c.rule, "title": c.title, "words": c.words, "result": c.result, "value": c.value}
            for c in standing.criteria
        ],
        profile=profile.name,
        profile_version=profile.version,
        tested_on=timezone.localdate(),
    )
    _keep(by, row, "target_test")
    return row


def _head(by: User, referral: Referral) -> dict[str, Any]:
    check_may(by, Permission.REFERRAL_SCREEN, referral.service_id)
    return {"service_id": referral.service_id, "referral": referral, "recorded_by": by}


def _past(day: date, field: str) -> date:
    if day > timezone.localdate():
        raise Refused("This day is still to come.", field=field)
    return day


def _keep(by: User, row: Row, what: str) -> None:
    row.full_clean(exclude=["recorded_at"])
    row.save()
    record(
        by=by,
        act=Act.COLLECTION,
        what=f"target.{what}",
        service_id=row.service_id,
        subject=subject_of(row.referral),
    )


def _state(by: User, referral: Referral, facts: dict[str, Any], note: str) -> None:
    state_facts(by=by, referral=referral, facts=facts, note_text=note[:300])
