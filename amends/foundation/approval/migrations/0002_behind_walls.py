"""A question is seen with its file or case, by the whole service, and by whoever asked."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.lib.migrating import together
from amends.foundation.record.protect import protect

REACH = """(file_id IS NOT NULL AND file_id = ANY ((SELECT amends_files())::bigint[]))
    OR (file_id IS NULL AND case_id = ANY ((SELECT amends_cases())::bigint[]))
    OR asked_by_id = (SELECT amends_user())"""


class Migration(migrations.Migration):
    replaces: ClassVar = [("approval", "0002_walls")]
    dependencies: ClassVar = [("approval", "0001_tables"), ("case", "0003_behind_walls")]
    operations: ClassVar = [
        together(
            *protect("approval_approval", "service", or_where=REACH),
        ),
    ]
