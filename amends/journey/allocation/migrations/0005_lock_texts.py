"""What people said, and what was written down about them, is unreadable in the database from now on."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.locking import LockTexts


class Migration(migrations.Migration):
    dependencies: ClassVar = [("allocation", "0004_own_answer")]
    operations: ClassVar = [
        LockTexts(
            linkdetails=("details",),
            packitem=("words",),
            specialistfinding=("circumstances", "benefit", "harm"),
            allocation=("message",),
        )
    ]
