"""An agreement is known to both sides of its case, and to nobody else."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.lib.migrating import together
from amends.foundation.record.protect import protect

TABLES = ("agreement_outcomeagreement", "agreement_party", "agreement_point")


class Migration(migrations.Migration):
    replaces: ClassVar = [("agreement", "0002_walls")]
    dependencies: ClassVar = [("agreement", "0001_tables"), ("case", "0003_behind_walls")]
    operations: ClassVar = [
        together(
            *[operation for table in TABLES for operation in protect(table, "case")],
            *protect("agreement_onward", "file"),
            *protect("agreement_planentry", "file"),
            *protect("agreement_runningentry", "file"),
            *protect("agreement_wish", "file"),
            *protect("agreement_review", "case"),
        ),
    ]
