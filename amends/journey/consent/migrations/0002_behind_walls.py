"""What somebody agrees to belongs to their own side's file, and an answer once given stays as it was."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.lib.migrating import together
from amends.foundation.record.protect import append_only, protect


class Migration(migrations.Migration):
    replaces: ClassVar = [("consent", "0002_walls"), ("consent", "0004_walls_of_the_told")]
    dependencies: ClassVar = [("consent", "0001_tables"), ("case", "0003_behind_walls")]
    operations: ClassVar = [
        together(
            *protect("consent_consent", "file"),
            *append_only("consent_consent"),
            # What somebody was told, and what an order adds, belongs to their own side's file; what was told stays as it
            # was.
            *protect("consent_explanation", "file"),
            *append_only("consent_explanation"),
            *protect("consent_standing", "file"),
            *append_only("consent_standing"),
            *protect("consent_resistance", "file"),
        ),
    ]
