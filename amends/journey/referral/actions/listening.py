"""When the prison offender manager has answered, whoever kept a draft about it hears so."""

from typing import Any

from django.dispatch import receiver

from amends.foundation.access.models import User
from amends.journey.finding.actions.signals import interest_answered
from amends.journey.finding.models import Interest
from amends.journey.referral.actions.drafting import tell_keepers


@receiver(interest_answered, sender=Interest, dispatch_uid="referral.interest_answered")
def officer_has_answered(interest: Interest, by: User, **kwargs: Any) -> None:
    """They hear that there is an answer; what it is stands on the page of their own draft."""
    tell_keepers(by=by, interest=interest)
