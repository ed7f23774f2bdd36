"""What somebody says afterwards is their own side's; how a case ended is for those who see the whole service."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.protect import protect


class Migration(migrations.Migration):
    dependencies: ClassVar = [("followup", "0001_initial"), ("case", "0003_walls")]
    operations: ClassVar = [
        *protect("followup_followup", "file"),
        *protect("followup_concern", "file"),
        *protect("followup_closing", "service"),
    ]
