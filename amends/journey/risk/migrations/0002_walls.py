"""What somebody may risk belongs to their own side's file, and is never rewritten."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.protect import append_only, protect


class Migration(migrations.Migration):
    dependencies: ClassVar = [("risk", "0001_initial"), ("case", "0003_walls")]
    operations: ClassVar = [*protect("risk_assessment", "file"), *append_only("risk_assessment")]
