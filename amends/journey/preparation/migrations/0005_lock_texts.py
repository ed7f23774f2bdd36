"""What people said, and what was written down about them, is unreadable in the database from now on."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.locking import LockTexts


class Migration(migrations.Migration):
    dependencies: ClassVar = [("preparation", "0004_needs")]
    operations: ClassVar = [
        LockTexts(
            firsttalk=("happened", "effects", "remaining", "better"),
            preparation=("hopes", "questions", "wants_to_say", "if_no_answer", "aftercare"),
        )
    ]
