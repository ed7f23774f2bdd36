"""Scores of risk instruments: worked out from basic facts, or entered as they were given."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may, may
from amends.foundation.case.models import Participant
from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.ogrs3 import BadScoreFactError, Facts, ogrs3
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.eligibility.enquiry_rules import referral_of
from amends.journey.referral.actions import state_facts
from amends.journey.referral.facts import facts_of
from amends.journey.suitability.models import Score
from amends.journey.suitability.rules.judging import RESPONSIBLE_SIDES

# The screening fact is the figure for two years of the general scale; other instruments measure something else.
AS_FACT = {Score.Instrument.OGRS3}


@dataclass(frozen=True)
class Given:
    """A score as somebody outside gave it."""

    instrument: str
    version: str
    two_year: Decimal
    scored_on: date
    given_by: str
    one_year: Decimal | None = None
    band: str = ""


@transaction.atomic
def enter_score(*, by: User, participant: Participant, given: Given) -> Score:
    """Keep a score as it was given, ARP and its relatives too; nothing is worked out from it.

    Raises Refused for somebody who is not responsible or a day to come, ValidationError for what is no percentage.
    """
    score = Score(
        instrument=given.instrument,
        version=given.version.strip(),
        source=Score.Source.GIVEN,
        one_year=given.one_year,
        two_year=given.two_year,
        band=given.band.strip(),
        scored_on=given.scored_on,
        given_by=given.given_by.strip(),
    )
    return _keep(by, participant, score)


@transaction.atomic
def score_from_facts(*, by: User, participant: Participant, facts: Facts) -> Score:
    """Work OGRS3 out and keep it with what it was worked out from. Raises Refused for facts that cannot be."""
    try:
        found = ogrs3(facts)
    except BadScoreFactError as wrong:
        raise Refused(str(wrong), source="OGRS3", field=wrong.fact) from wrong
    score = Score(
        instrument=Score.Instrument.OGRS3,
        version=str(found.version),
        source=Score.Source.CALCULATED,
        one_year=found.one_year,
        two_year=found.two_year,
        band=found.band,
        scored_on=facts.follow_up_from,
        facts={
            "sex": facts.sex,
            "convicted_on": facts.convicted_on.isoformat(),
            "follow_up_from": facts.follow_up_from.isoformat(),
            "sanctions": facts.sanctions,
            "age_at_first": facts.age_at_first,
            "offence": facts.offence,
            "is_caution": facts.is_caution,
            "convicted_before": facts.convicted_before,
        },
    )
    return _keep(by, participant, score)


def _keep(by: User, participant: Participant, score: Score) -> Score:
    check_may(by, Permission.SUITABILITY_RECORD, participant.service_id)
    if participant.side not in RESPONSIBLE_SIDES:
        raise Refused("Scores are kept for the person responsible only.")
    if score.scored_on > timezone.localdate() and score.source == Score.Source.GIVEN:
        raise Refused("This day has not come yet.", field="scored_on")
    score.service_id, score.file_id = participant.service_id, participant.file_id
    score.participant, score.entered_by = participant, by
    score.full_clean()
    score.save()
    record(
        by=by,
        act=Act.COLLECTION,
        what="suitability.score",
        file=participant.file,
        subject=f"participant:{participant.pk}",
        details={"kind": score.instrument},
    )
    _use_in_screening(by, participant, score)
    return score


def _use_in_screening(by: User, participant: Participant, score: Score) -> None:
    """Where the screening knows no score yet, this one is stated with its source; a better one is never replaced."""
    if score.instrument not in AS_FACT or not may(by, Permission.REFERRAL_SCREEN, participant.service_id):
        return
    referral = referral_of(participant.case)
    if referral is None or facts_of(referral).get("ogrs") is not None:
        return
    note = f"{score.words}, {score.scored_on.day}/{score.scored_on.month}/{score.scored_on.year}"
    state_facts(by=by, referral=referral, facts={"ogrs": round(score.two_year)}, note_text=note)
