"""What somebody hopes, needs and chooses belongs to their own side's file."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.protect import append_only, protect


class Migration(migrations.Migration):
    dependencies: ClassVar = [("preparation", "0001_initial"), ("case", "0003_walls")]
    operations: ClassVar = [
        *protect("preparation_preparation", "file"),
        *protect("preparation_need", "file"),
        *protect("preparation_waychoice", "file"),
        *append_only("preparation_waychoice"),
    ]
