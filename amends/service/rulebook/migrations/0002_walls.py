"""What is being written belongs to the service. What was agreed may be read by everybody: referrers are to know it."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.protect import protect


class Migration(migrations.Migration):
    dependencies: ClassVar = [("rulebook", "0001_initial"), ("case", "0003_walls")]
    operations: ClassVar = [
        *protect("rulebook_profileversion", "service"),
        migrations.RunSQL(
            "CREATE POLICY rulebook_published ON rulebook_profileversion FOR SELECT USING (state = 'approved');",
            "DROP POLICY rulebook_published ON rulebook_profileversion;",
        ),
    ]
