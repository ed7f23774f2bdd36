"""What is being written belongs to the service. What was agreed may be read by everybody: referrers are to know it."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.lib.migrating import together
from amends.foundation.record.protect import protect


class Migration(migrations.Migration):
    replaces: ClassVar = [("rulebook", "0002_walls")]
    dependencies: ClassVar = [("rulebook", "0001_tables"), ("case", "0003_behind_walls")]
    operations: ClassVar = [
        together(
            *protect("rulebook_profileversion", "service"),
            migrations.RunSQL(
                "CREATE POLICY rulebook_published ON rulebook_profileversion FOR SELECT USING (state = 'approved');",
                "DROP POLICY rulebook_published ON rulebook_profileversion;",
            ),
        ),
    ]
