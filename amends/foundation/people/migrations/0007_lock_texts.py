"""What was stored before these columns were locked is locked as well."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.locking import LockTexts


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0006_limited_in_ranges")]
    operations: ClassVar = [
        LockTexts(
            safecontact=("warning",),
            person=("access_needs",),
        )
    ]
