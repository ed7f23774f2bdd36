"""Short lines in which somebody says why or what was said are locked, also those written before."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.locking import LockTexts


class Migration(migrations.Migration):
    dependencies: ClassVar = [("message", "0004_paper_taken_out"), ("record", "0002_behind_walls")]
    operations: ClassVar = [
        LockTexts(
            envelope=("because",),
            message=("because",),
        )
    ]
