"""The permissions to choose from are asked when needed: a new one changes no table."""

from typing import ClassVar

from django.db import migrations, models

import amends.foundation.access.permissions


class Migration(migrations.Migration):
    dependencies: ClassVar = [("approval", "0002_walls")]
    operations: ClassVar = [
        migrations.AlterField(
            model_name="approval",
            name="permission",
            field=models.CharField(
                choices=amends.foundation.access.permissions.permission_choices,
                default="approval.decide",
                max_length=40,
            ),
        ),
    ]
