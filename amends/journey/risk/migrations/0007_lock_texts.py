"""What people said, and what was written down about them, is unreadable in the database from now on."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.locking import LockTexts


class Migration(migrations.Migration):
    dependencies: ClassVar = [("risk", "0006_series")]
    operations: ClassVar = [
        LockTexts(
            assessment=("safeguards", "wish", "worst_likely"),
            contactbar=("words",),
        )
    ]
