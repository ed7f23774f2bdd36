"""Listens for settled appointments, so that a missed one of an order reaches the offender manager the same day."""

from typing import Any

from django.dispatch import receiver

from amends.foundation.access.models import User
from amends.journey.contact.models import Appointment
from amends.journey.contact.signals import appointment_settled
from amends.journey.court.actions.following import note_missed


@receiver(appointment_settled, sender=Appointment, dispatch_uid="court.appointment_settled")
def appointment_was_settled(appointment: Appointment, by: User, **kwargs: Any) -> None:
    """Only what is part of an order is passed on; `note_missed` looks."""
    if appointment.is_statutory:
        note_missed(by=by, appointment=appointment)
