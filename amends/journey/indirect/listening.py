"""When somebody takes back their yes to letters or messages, what is on its way from them or to them stops at once."""

from typing import Any

from django.dispatch import receiver

from amends.foundation.access.models import User
from amends.journey.consent.models import Consent
from amends.journey.consent.signals import consent_changed
from amends.journey.indirect.actions.taking_back import take_back

NO_MORE = {Consent.Answer.REFUSED, Consent.Answer.WITHDRAWN}


@receiver(consent_changed, sender=Consent, dispatch_uid="indirect.consent_changed")
def somebody_said_something(consent: Consent, by: User, **kwargs: Any) -> None:
    """Each way has its own yes; a stop takes back all of them."""
    if consent.answer in NO_MORE:
        take_back(by=by, participant=consent.participant, way=consent.purpose)
