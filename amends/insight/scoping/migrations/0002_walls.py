"""Plans are the service's alone; assumptions and expectations are only ever added, so that old runs stay what they were."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.protect import append_only, protect


class Migration(migrations.Migration):
    dependencies: ClassVar = [("scoping", "0001_initial"), ("record", "0002_append_only")]
    operations: ClassVar = [
        *protect("scoping_assumptionset", "service"),
        *append_only("scoping_assumptionset"),
        *protect("scoping_run", "service"),
        *protect("scoping_cohort", "service"),
        *protect("scoping_cohortcase", "service"),
        *protect("scoping_expectation", "service"),
        *append_only("scoping_expectation"),
    ]
