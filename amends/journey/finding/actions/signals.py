"""What later rooms may listen to: this room knows nothing of referrals."""

from django.dispatch import Signal

# Sent in the same transaction with `by` and `interest` when the prison offender manager has referred, or does not go on.
interest_answered = Signal()
