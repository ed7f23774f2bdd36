"""What rooms above may listen to: this shelf knows no case work."""

from django.dispatch import Signal

# Sent in the same transaction with `by` and `responsibility` when somebody becomes responsible for a person.
responsibility_noted = Signal()
