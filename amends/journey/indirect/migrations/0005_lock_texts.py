"""What was stored before these columns were locked is locked as well."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.locking import LockTexts


class Migration(migrations.Migration):
    dependencies: ClassVar = [("indirect", "0004_considered")]
    operations: ClassVar = [
        LockTexts(
            draft=("to_change", "words"),
            offer=("choice_note", "reaction", "words"),
            exchange=("told_back",),
        )
    ]
