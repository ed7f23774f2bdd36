"""What somebody agrees to belongs to their own side's file, and an answer once given stays as it was."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.protect import append_only, protect


class Migration(migrations.Migration):
    dependencies: ClassVar = [("consent", "0001_initial"), ("case", "0003_walls")]
    operations: ClassVar = [*protect("consent_consent", "file"), *append_only("consent_consent")]
