"""What this room adds to others when the program starts: its questions before something goes on, and first answers."""

from typing import Any

from django.dispatch import receiver

from amends.foundation.access.models import User
from amends.foundation.case.guards import ReachGuard, before_reaching, before_sharing
from amends.journey.consent.actions import note_from_referral
from amends.journey.consent.rules.gates import check_before_sharing, contact_refusals
from amends.journey.consent.rules.switches import answers_that_count
from amends.journey.eligibility.actions.carrying import carried_over
from amends.journey.eligibility.models import CarriedOver
from amends.journey.referral.models import ReferralPerson

YES = ReferralPerson.Consent.GIVEN
NO_REASON = "The referral does not say why."

before_reaching(ReachGuard(rows=answers_that_count, judge=contact_refusals))
before_sharing(check_before_sharing)


@receiver(carried_over, sender=CarriedOver, dispatch_uid="consent.carried_over")
def somebody_was_carried_over(row: CarriedOver, by: User, **kwargs: Any) -> None:
    """What a referral says about being contacted stands on the switchboard from the first day (EX-126)."""
    not_their_own = row.consent_how == ReferralPerson.ConsentHow.ON_BEHALF and row.consent == YES
    if not row.consent or not_their_own:
        return
    note = row.consent_note or NO_REASON if row.consent == ReferralPerson.Consent.NOT_SOUGHT else ""
    note_from_referral(by=by, participant=row.participant, answer=row.consent, on=row.consent_on, note=note)
