"""A request belongs to the file of the person who asks."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.lib.migrating import together
from amends.foundation.record.protect import protect


class Migration(migrations.Migration):
    replaces: ClassVar = [("own_records", "0002_walls")]
    dependencies: ClassVar = [("own_records", "0001_tables"), ("case", "0003_behind_walls")]
    operations: ClassVar = [
        together(
            *protect("own_records_ownrecordsrequest", "file"),
        ),
    ]
