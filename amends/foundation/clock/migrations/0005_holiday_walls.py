"""A bank holiday is everybody's to read; whoever entered it may change it."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.protect import protect


class Migration(migrations.Migration):
    dependencies: ClassVar = [("clock", "0004_holidays"), ("case", "0003_walls")]
    operations: ClassVar = [
        *protect("clock_announcedholiday", "service"),
        migrations.RunSQL(
            "CREATE POLICY clock_holidays_of_all ON clock_announcedholiday FOR SELECT USING (true);",
            "DROP POLICY clock_holidays_of_all ON clock_announcedholiday;",
        ),
    ]
