"""What later rooms may listen to: this room knows nothing of what follows a meeting."""

from django.dispatch import Signal

# Sent in the same transaction with `by`, `meeting` and `ended_at` when it was written down that a meeting took place.
meeting_held = Signal()

# Sent in the same transaction with `by`, `meeting`, `participant`, `not_alone` and `given_at` when it was written down
# whether a prisoner had company after the meeting.
custody_support_given = Signal()
