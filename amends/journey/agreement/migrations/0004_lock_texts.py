"""What people said, and what was written down about them, is unreadable in the database from now on."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.locking import LockTexts


class Migration(migrations.Migration):
    dependencies: ClassVar = [("agreement", "0003_afterwards")]
    operations: ClassVar = [
        LockTexts(
            review=("achieved", "next_steps"),
            outcomeagreement=("none_reason", "concern", "settled_how", "words_together", "if_not_kept"),
            point=("note", "what"),
        )
    ]
