"""What later rooms may listen to: this room knows nothing of contacts and clocks of a case."""

from django.dispatch import Signal

# Sent in the same transaction with `by` and `message` when a letter to somebody in a case has been posted.
letter_posted = Signal()
