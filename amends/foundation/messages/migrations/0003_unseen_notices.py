"""What is new for somebody is found without reading all they have ever been told."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("message", "0002_walls")]

    operations: ClassVar = [
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                fields=["user", "-at", "-id"], name="unseen_notices", condition=models.Q(seen_at__isnull=True)
            ),
        )
    ]
