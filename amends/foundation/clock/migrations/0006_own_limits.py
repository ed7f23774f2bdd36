"""A clock keeps the limit it began with, where the rules of its service set one of their own."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("clock", "0005_holiday_walls")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="clock",
            name="own_limit",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Where the rules of the service set another than policy/clocks.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="clock",
            name="own_unit",
            field=models.CharField(
                blank=True, default="", help_text="What that limit counts.", max_length=12
            ),
        ),
    ]
