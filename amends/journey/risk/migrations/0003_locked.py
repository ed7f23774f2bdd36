"""The reasons for a level of risk are locked, also those given before."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.locking import LockTexts


class Migration(migrations.Migration):
    dependencies: ClassVar = [("risk", "0002_behind_walls"), ("record", "0002_behind_walls")]
    operations: ClassVar = [LockTexts(assessment=("reasons",))]
