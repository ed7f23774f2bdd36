"""What somebody told us afterwards is their own side's, and stays as they said it."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.protect import append_only, protect


class Migration(migrations.Migration):
    dependencies: ClassVar = [("evaluation", "0001_initial"), ("case", "0003_walls")]
    operations: ClassVar = [*protect("evaluation_feedback", "file"), *append_only("evaluation_feedback")]
