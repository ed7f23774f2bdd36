"""Limits that still want a reason are found without reading every clock of the last weeks."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("clock", "0006_own_limits")]

    operations: ClassVar = [
        migrations.AddIndex(
            model_name="clock",
            index=models.Index(
                fields=["service", "stopped_at"],
                name="late_without_reason",
                condition=models.Q(ended="late", late_reason=""),
            ),
        )
    ]
