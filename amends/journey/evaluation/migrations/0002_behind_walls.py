"""What somebody told us afterwards is their own side's, and stays as they said it."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.lib.migrating import together
from amends.foundation.record.protect import append_only, protect


class Migration(migrations.Migration):
    replaces: ClassVar = [("evaluation", "0002_walls")]
    dependencies: ClassVar = [("evaluation", "0001_tables"), ("case", "0003_behind_walls")]
    operations: ClassVar = [
        together(
            *protect("evaluation_feedback", "file"),
            *append_only("evaluation_feedback"),
        ),
    ]
