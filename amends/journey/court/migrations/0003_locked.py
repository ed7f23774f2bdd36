"""What a report writer noted is locked, also what was noted before."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.locking import LockTexts


class Migration(migrations.Migration):
    dependencies: ClassVar = [("court", "0002_behind_walls"), ("record", "0002_behind_walls")]
    operations: ClassVar = [LockTexts(courtreport=("facts", "prompts", "short_answers"))]
