"""What people said, and what was written down about them, is unreadable in the database from now on."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.locking import LockTexts


class Migration(migrations.Migration):
    dependencies: ClassVar = [("consent", "0004_walls_of_the_told")]
    operations: ClassVar = [
        LockTexts(
            consent=("note",),
            explanation=("shared",),
            resistance=("words", "reason"),
        )
    ]
