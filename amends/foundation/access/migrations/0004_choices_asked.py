"""The roles to choose from are asked when needed: a new one changes no table."""

from typing import ClassVar

from django.db import migrations, models

import amends.foundation.access.roles


class Migration(migrations.Migration):
    dependencies: ClassVar = [("access", "0003_cache_table")]
    operations: ClassVar = [
        migrations.AlterField(
            model_name="membership",
            name="role",
            field=models.CharField(choices=amends.foundation.access.roles.role_choices, max_length=40),
        ),
        migrations.AlterField(
            model_name="membership",
            name="sees",
            field=models.CharField(
                choices=amends.foundation.access.roles.sees_choices, editable=False, max_length=20
            ),
        ),
    ]
