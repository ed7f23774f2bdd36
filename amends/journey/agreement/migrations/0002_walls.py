"""An agreement is known to both sides of its case, and to nobody else."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.protect import protect

TABLES = ("agreement_outcomeagreement", "agreement_party", "agreement_point")


class Migration(migrations.Migration):
    dependencies: ClassVar = [("agreement", "0001_initial"), ("case", "0003_walls")]
    operations: ClassVar = [operation for table in TABLES for operation in protect(table, "case")]
