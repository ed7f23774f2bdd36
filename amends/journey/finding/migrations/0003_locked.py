"""What a partner's file says about a possible case is locked, also what was read before."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.locking import LockTexts


class Migration(migrations.Migration):
    dependencies: ClassVar = [("finding", "0002_behind_walls"), ("record", "0002_behind_walls")]
    operations: ClassVar = [LockTexts(candidate=("facts", "details"))]
