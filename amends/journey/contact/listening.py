"""When somebody stops, or wants no contact, what is in the diary with them is called off in the same moment (EX-036)."""

from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.programs import as_clockwork
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.consent.models import Consent
from amends.journey.consent.signals import consent_changed
from amends.journey.contact.models import Appointment

NO_MORE = {Consent.Answer.REFUSED, Consent.Answer.WITHDRAWN}


@receiver(consent_changed, sender=Consent, dispatch_uid="contact.consent_changed")
def somebody_said_something(consent: Consent, by: User, **kwargs: Any) -> None:
    """Called off, not missed: nobody is to be blamed for it."""
    if consent.purpose not in {"take_part", "contact"} or consent.answer not in NO_MORE:
        return
    participant = consent.participant
    ahead = Appointment.objects.filter(participant=participant, kept="", at__gt=timezone.now())
    with as_clockwork(participant.case.service):
        count = ahead.update(kept=Appointment.Kept.CANCELLED)
    if count:
        subject = f"participant:{participant.pk}"
        record(
            by=by,
            act=Act.ALTERATION,
            what="appointment.cancelled",
            file=participant.file,
            subject=subject,
            details={"count": count},
        )
