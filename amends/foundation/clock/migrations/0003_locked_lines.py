"""Short lines in which somebody says why or what was said are locked, also those written before."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.locking import LockTexts


class Migration(migrations.Migration):
    dependencies: ClassVar = [("clock", "0002_behind_walls"), ("record", "0002_behind_walls")]
    operations: ClassVar = [
        LockTexts(
            clock=("paused_because", "late_reason"),
        )
    ]
