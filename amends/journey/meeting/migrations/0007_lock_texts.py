"""What people said, and what was written down about them, is unreadable in the database from now on."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.locking import LockTexts


class Migration(migrations.Migration):
    dependencies: ClassVar = [("meeting", "0006_held_in_a_month")]
    operations: ClassVar = [
        LockTexts(
            writeup=("background", "account", "turning_points", "lessons"),
            addition=("words",),
            remark=("words",),
            meeting=("notes",),
        )
    ]
