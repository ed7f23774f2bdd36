"""Such work is the service's, and of the officer who chose it; nobody who referred for the person harmed sees it."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.lib.migrating import together
from amends.foundation.record.protect import keep_history, protect


class Migration(migrations.Migration):
    replaces: ClassVar = [("awareness", "0002_walls")]
    dependencies: ClassVar = [("awareness", "0001_tables"), ("case", "0003_behind_walls")]
    operations: ClassVar = [
        together(
            *protect("awareness_awarenesswork", "service", or_where="chosen_by_id = (SELECT amends_user())"),
            *keep_history("awareness_listedservice"),
        ),
    ]
