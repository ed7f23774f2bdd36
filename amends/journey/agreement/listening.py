"""Who was given the agreement has their copy, wherever that was noted: on its page, on the paper, at the post."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from amends.foundation.documents.models import Copy
from amends.journey.agreement.actions.copies import note_copy


@receiver(post_save, sender=Copy, dispatch_uid="agreement.copy_given")
def paper_was_given(instance: Copy, **kwargs: Any) -> None:
    """Whether it was somebody's copy of the agreement."""
    if kwargs["created"] and instance.participant_id and instance.document.subject.startswith("agreement:"):
        note_copy(instance)
