"""What later rooms may listen to: this room knows nothing of what becomes of a meeting."""

from django.dispatch import Signal

# Sent in the same transaction with `by` and `finding`, the new row, when it was said whether a supporter is suitable.
supporter_found = Signal()
