"""Whoever works on a limited case sees that it is limited; only the service sets a limit, or lifts it."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.protect import WHOLE_SERVICE, wall_by_verb


class Migration(migrations.Migration):
    dependencies: ClassVar = [("case", "0007_limits_in_ranges")]
    operations: ClassVar = [
        *wall_by_verb(
            "case_caselimit",
            see=f"{WHOLE_SERVICE} OR case_id = ANY ((SELECT amends_cases())::bigint[])",
            add=WHOLE_SERVICE,
            change=WHOLE_SERVICE,
            into=WHOLE_SERVICE,
        )
    ]
