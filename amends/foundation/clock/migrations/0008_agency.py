"""A clock knows the body on which it waits by its key: a body that is renamed keeps what it has done so far."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

FILL = """
UPDATE clock_clock c SET agency_id = a.id FROM access_agency a
WHERE a.service_id = c.service_id AND left(a.name, 120) = c.waiting_for
  AND c.name IN ('information-request-reply', 'partner-cases-update');
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("clock", "0007_late_without_reason"), ("access", "0001_initial")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="clock",
            name="agency",
            field=models.ForeignKey(
                blank=True,
                help_text="The body on which it waits.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="access.agency",
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
