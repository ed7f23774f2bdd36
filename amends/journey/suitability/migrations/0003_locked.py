"""What a judgement quotes of the answers is locked, and what a score was calculated from; also what was there before."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.locking import LockTexts


class Migration(migrations.Migration):
    dependencies: ClassVar = [("suitability", "0002_behind_walls"), ("record", "0002_behind_walls")]
    operations: ClassVar = [LockTexts(judgement=("because", "flags"), score=("facts",))]
