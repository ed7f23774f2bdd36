"""What somebody had typed when their session ended is locked."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.locking import LockTexts


class Migration(migrations.Migration):
    dependencies: ClassVar = [("access", "0002_behind_walls"), ("record", "0002_behind_walls")]
    operations: ClassVar = [LockTexts(keptform=("fields",))]
