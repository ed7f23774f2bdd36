"""What later rooms may listen to: this room knows nothing of meetings."""

from django.dispatch import Signal

# Sent in the same transaction with `by` and `judgement`, the new row, whenever somebody has been judged.
judgement_made = Signal()
