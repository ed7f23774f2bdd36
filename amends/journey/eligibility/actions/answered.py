"""What later rooms may listen to: this room knows nothing of risk."""

from django.dispatch import Signal

# Sent in the same transaction with `by` and `enquiry` when a body has answered and something was known there.
enquiry_answered = Signal()
