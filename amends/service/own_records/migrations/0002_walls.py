"""A request belongs to the file of the person who asks."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.protect import protect


class Migration(migrations.Migration):
    dependencies: ClassVar = [("own_records", "0001_initial"), ("record", "0003_the_chain")]
    operations: ClassVar = [*protect("own_records_ownrecordsrequest", "file")]
