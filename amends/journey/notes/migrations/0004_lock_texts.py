"""What was stored before these columns were locked is locked as well."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.locking import LockTexts


class Migration(migrations.Migration):
    dependencies: ClassVar = [("notes", "0003_locked_texts")]
    operations: ClassVar = [
        LockTexts(
            noteversion=("words",),
            oversight=("action_taken", "rationale"),
            oversightaddendum=("words",),
        )
    ]
