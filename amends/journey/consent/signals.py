"""What later rooms may listen to: this room knows nothing of appointments, meetings or letters."""

from django.dispatch import Signal

# Sent in the same transaction with `by` and `consent`, the new row, whenever somebody has said something.
consent_changed = Signal()

# Sent in the same transaction with `by` and `case` when a case has stopped and everything that ran in it has ended.
case_stopped = Signal()
