"""What later rooms may listen to: this room knows nothing of the switchboard of consents."""

from django.dispatch import Signal

# Sent in the same transaction with `by` and `row`, the CarriedOver, when somebody of a referral is put on a file.
carried_over = Signal()
