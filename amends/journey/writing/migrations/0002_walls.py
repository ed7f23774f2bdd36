"""What is written to somebody belongs to their file."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.protect import protect


class Migration(migrations.Migration):
    dependencies: ClassVar = [("writing", "0001_initial"), ("record", "0002_append_only")]
    operations: ClassVar = [*protect("writing_written", "file")]
