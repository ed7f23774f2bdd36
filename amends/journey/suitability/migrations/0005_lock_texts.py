"""What people said, and what was written down about them, is unreadable in the database from now on."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.locking import LockTexts


class Migration(migrations.Migration):
    dependencies: ClassVar = [("suitability", "0004_walls_of_talks_told_and_scores")]
    operations: ClassVar = [
        LockTexts(
            interview=("findings",),
            judgement=("basis", "requirement_reason"),
            told=("to_work_on",),
        )
    ]
