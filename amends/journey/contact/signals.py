"""What later rooms may listen to: this room knows nothing of courts and orders."""

from django.dispatch import Signal

# Sent in the same transaction with `by` and `appointment` when somebody said what became of an appointment.
appointment_settled = Signal()
