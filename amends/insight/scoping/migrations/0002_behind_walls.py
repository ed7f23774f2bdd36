"""Plans are the service's alone; assumptions and expectations are only ever added, so that old runs stay what they were."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.lib.migrating import together
from amends.foundation.record.protect import append_only, protect


class Migration(migrations.Migration):
    replaces: ClassVar = [("scoping", "0002_walls")]
    dependencies: ClassVar = [("scoping", "0001_tables"), ("case", "0003_behind_walls")]
    operations: ClassVar = [
        together(
            *protect("scoping_assumptionset", "service"),
            *append_only("scoping_assumptionset"),
            *protect("scoping_run", "service"),
            *protect("scoping_cohort", "service"),
            *protect("scoping_cohortcase", "service"),
            *protect("scoping_expectation", "service"),
            *append_only("scoping_expectation"),
        ),
    ]
