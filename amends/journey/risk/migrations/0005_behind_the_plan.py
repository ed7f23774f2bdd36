"""What somebody may risk stands behind the data plan as well."""

from typing import ClassVar

from django.db import migrations

from amends.service.dataplan.walls import behind_plan


class Migration(migrations.Migration):
    dependencies: ClassVar = [("risk", "0004_police_and_children"), ("dataplan", "0001_plan")]
    operations: ClassVar = [*behind_plan("risk_assessment", ("risk", ""))]
