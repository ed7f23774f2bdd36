"""What was stored before these columns were locked is locked as well."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.locking import LockTexts


class Migration(migrations.Migration):
    dependencies: ClassVar = [("contact", "0005_host_entry")]
    operations: ClassVar = [
        LockTexts(
            contact=("note",),
        )
    ]
