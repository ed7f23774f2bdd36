"""A clock of a file is seen with the file, one of a case with the case, and always by whoever it is given to."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.lib.migrating import together
from amends.foundation.record.protect import protect

WHERE = """(file_id IS NOT NULL AND file_id = ANY ((SELECT amends_files())::bigint[]))
    OR (file_id IS NULL AND case_id = ANY ((SELECT amends_cases())::bigint[]))
    OR owner_id = (SELECT amends_user())"""


class Migration(migrations.Migration):
    replaces: ClassVar = [("clock", "0002_walls"), ("clock", "0005_holiday_walls")]
    dependencies: ClassVar = [("clock", "0001_tables"), ("case", "0003_behind_walls")]
    operations: ClassVar = [
        together(
            *protect("clock_clock", "service", or_where=WHERE),
            # A bank holiday is everybody's to read; whoever entered it may change it.
            *protect("clock_announcedholiday", "service"),
            migrations.RunSQL(
                "CREATE POLICY clock_holidays_of_all ON clock_announcedholiday FOR SELECT USING (true);",
                "DROP POLICY clock_holidays_of_all ON clock_announcedholiday;",
            ),
        ),
    ]
