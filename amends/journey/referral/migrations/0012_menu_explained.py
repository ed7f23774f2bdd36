"""When the options of the menu were explained, and in which words."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("referral", "0011_limits_in_ranges"),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="remedy",
            name="menu_explained_on",
            field=models.DateField(
                blank=True, help_text="When each option open to them was explained.", null=True
            ),
        ),
        migrations.AddField(
            model_name="remedy",
            name="menu_version",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
    ]
