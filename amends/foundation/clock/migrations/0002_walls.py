"""A clock of a file is seen with the file, one of a case with the case, and always by whoever it is given to."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.protect import protect

WHERE = """(file_id IS NOT NULL AND file_id = ANY ((SELECT amends_files())::bigint[]))
    OR (file_id IS NULL AND case_id = ANY ((SELECT amends_cases())::bigint[]))
    OR owner_id = (SELECT amends_user())"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("clock", "0001_initial"), ("case", "0003_walls")]
    operations: ClassVar = [*protect("clock_clock", "service", or_where=WHERE)]
