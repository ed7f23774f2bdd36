"""What rooms above may listen to: this shelf knows no case work."""

from django.dispatch import Signal

# Sent in the same transaction with `by` and `responsibility` when somebody comes to answer for a person, or no longer.
responsibility_noted = Signal()
