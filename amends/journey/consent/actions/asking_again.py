"""Asking everybody again whether they still want to, before a stage or one meeting or exchange."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from amends.foundation.access.models import User
from amends.foundation.case.models import Participant
from amends.journey.consent.actions.recording import Evidence, record_consent
from amends.journey.consent.models import Consent


@dataclass(frozen=True)
class Again:
    """What one person said when they were asked again. `adult` is needed where an appropriate adult is."""

    participant: Participant
    answer: str
    adult: str = ""


@transaction.atomic
def ask_again(*, by: User, said: Sequence[Again], stage: str, scope: str = "") -> list[Consent]:
    """Add what each of them said to their own series; a no stops everything as ever (PF-079)."""
    rows = []
    for each in said:
        evidence = Evidence(
            stage=stage, scope=scope, adult=each.adult, freely=each.answer == Consent.Answer.GIVEN
        )
        rows.append(
            record_consent(
                by=by, participant=each.participant, key="take_part", answer=each.answer, evidence=evidence
            )
        )
    return rows
