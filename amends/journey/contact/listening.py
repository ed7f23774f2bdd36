"""When somebody stops, or wants no contact, what is in the diary with them is called off in the same moment (EX-036)."""

from typing import Any

from django.dispatch import receiver

from amends.foundation.access.models import User
from amends.journey.consent.models import Consent
from amends.journey.consent.signals import consent_changed
from amends.journey.contact.actions.appointments import call_off_all

NO_MORE = {Consent.Answer.REFUSED, Consent.Answer.WITHDRAWN}


@receiver(consent_changed, sender=Consent, dispatch_uid="contact.consent_changed")
def somebody_said_something(consent: Consent, by: User, **kwargs: Any) -> None:
    """Called off, not missed: nobody is to be blamed for it."""
    if consent.purpose in {"take_part", "contact"} and consent.answer in NO_MORE:
        call_off_all(by=by, participant=consent.participant)
