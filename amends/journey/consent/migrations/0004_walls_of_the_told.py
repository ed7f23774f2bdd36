"""What somebody was told, and what an order adds, belongs to their own side's file; what was told stays as it was."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.protect import append_only, protect


class Migration(migrations.Migration):
    dependencies: ClassVar = [("consent", "0003_told_and_asked_again")]
    operations: ClassVar = [
        *protect("consent_explanation", "file"),
        *append_only("consent_explanation"),
        *protect("consent_standing", "file"),
        *append_only("consent_standing"),
        *protect("consent_resistance", "file"),
    ]
