"""The cases that are going on are few among all there have been: they are found without looking at the others."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("case", "0003_walls")]

    operations: ClassVar = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["service", "id"], name="open_cases", condition=models.Q(closed_at__isnull=True)
            ),
        )
    ]
